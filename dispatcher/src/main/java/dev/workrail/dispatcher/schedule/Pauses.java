package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Pauses: what comes in is taken and waits, and what a worker has held goes on.
///
/// Unlike a kill switch a pause stops nothing and refuses nothing, and unlike a trigger that is
/// switched off it loses nothing.
final class Pauses {
    /// Whoever reads the last half day of decisions knows every pause.
    static final Duration REPEAT = Duration.ofHours(6);

    private Pauses() {}

    static void pause(Draft draft, Command.Pause command, Scope scope) {
        Pause before = draft.state().pauses().get(Hold.key(scope));
        if (before == null || !before.command().equals(command.id())) {
            draft.say(
                    new SchedulingEvent.Paused(
                            orgOf(scope),
                            scope,
                            command.id(),
                            command.actor(),
                            command.reason(),
                            before == null ? draft.now() : before.since(),
                            draft.now()));
        }
    }

    static void unpause(Draft draft, Command.Unpause command, Scope scope) {
        if (draft.state().pauses().contains(Hold.key(scope))) {
            draft.say(
                    new SchedulingEvent.Unpaused(
                            orgOf(scope),
                            scope,
                            command.id(),
                            command.actor(),
                            command.reason(),
                            draft.now()));
        }
    }

    /// Says again what has lasted a while.
    static void repeat(Draft draft) {
        for (Pause pause : draft.state().pauses().values()) {
            if (!pause.saidAt().plus(REPEAT).isAfter(draft.tick())) {
                draft.say(
                        new SchedulingEvent.Paused(
                                orgOf(pause.scope()),
                                pause.scope(),
                                pause.command(),
                                pause.by(),
                                pause.reason(),
                                pause.since(),
                                draft.now()));
            }
        }
    }

    /// Who is told of it: what is wider than an org is the operator's.
    private static OrgId orgOf(Scope scope) {
        return scope.org() == null ? ConfigValue.Domain.OPERATOR : scope.org();
    }

    /// Those that cover work in this place, the narrowest first.
    static List<Pause> covering(SchedulerState state, Place place) {
        if (state.pauses().isEmpty()) {
            return List.of();
        }
        List<Pause> found = new ArrayList<>();
        for (Scope scope :
                List.of(
                        new Scope(place.org(), null, place.trigger(), null),
                        new Scope(place.org(), place.workspace(), null, null),
                        new Scope(place.org(), null, null, null),
                        Scope.EVERYTHING)) {
            Pause pause = state.pauses().get(Hold.key(scope));
            if (pause != null && !found.contains(pause)) {
                found.add(pause);
            }
        }
        return found;
    }
}
