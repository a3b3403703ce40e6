package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Nothing of a scope starts, until it is over.
///
/// @param since when it began, whoever renewed it
/// @param saidAt when it was published last
public record Pause(
        Scope scope,
        CommandId command,
        String by,
        @Nullable String reason,
        Instant since,
        Instant saidAt) {

    static Pause of(SchedulingEvent.Paused event) {
        return new Pause(
                event.scope(),
                event.command(),
                event.by(),
                event.reason(),
                event.since(),
                event.at());
    }

    /// What limits the work in this place while it lasts.
    Bound bound(Place place) {
        Bound.Closure closure = new Bound.Closure(by, reason, since);
        if (scope.trigger() != null) {
            String name = place.org() + "/" + place.trigger();
            return Bound.closed("paused", name, place.triggerKey(), closure);
        }
        if (scope.workspace() != null) {
            String name = place.org() + "/" + place.workspace();
            return Bound.closed("paused", name, place.workspaceKey(), closure);
        }
        return scope.org() != null
                ? Bound.closed("paused", place.org().value(), place.orgKey(), closure)
                : Bound.closed("paused", "", Place.DOMAIN_KEY, closure);
    }
}
