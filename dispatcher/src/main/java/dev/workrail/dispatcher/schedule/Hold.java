package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a kill switch refuses: all new work of a scope until it is lifted, and from then on what
/// was accepted before. What runs is decided ahead of what is new, so an event may come to its
/// decision after a kill that was asked for later; it is no more to run than one that was decided
/// in time.
///
/// @param since when its kill switch was pulled; absent for one that an earlier version kept
/// @param until log time up to which new work is refused; absent while nobody has lifted it
public record Hold(
        Scope scope,
        CommandId command,
        String by,
        String reason,
        @Nullable Instant since,
        @Nullable Instant until) {
    /// How long what was accepted before may take to its decision.
    static final Duration REMEMBERED = Duration.ofDays(1);

    /// @param at log time of the command
    static Hold of(Command.Kill kill, Scope scope, Instant at) {
        return new Hold(scope, kill.id(), kill.actor(), reason(kill), at, kill.hold() ? null : at);
    }

    static String reason(Command.Kill kill) {
        return Objects.requireNonNullElse(kill.reason(), "no reason given");
    }

    /// The key of a scope: two that cover the same have the same.
    static String key(Scope scope) {
        return scope.org()
                + "/"
                + scope.workspace()
                + "/"
                + scope.trigger()
                + "/"
                + scope.session();
    }

    Hold lifted(Instant at) {
        return new Hold(scope, command, by, reason, since, at);
    }

    /// True where nobody has lifted it.
    boolean stands() {
        return until == null;
    }

    /// True where it refuses work in this place that was accepted at this log time.
    boolean refuses(Place place, Instant accepted) {
        return covers(place) && (until == null || accepted.isBefore(until));
    }

    /// True where nothing can come any more that it would refuse.
    boolean isOver(Instant now) {
        return until != null && until.plus(REMEMBERED).isBefore(now);
    }

    /// True where the scope covers work in this place.
    boolean covers(Place place) {
        return scope.session() == null && covers(scope, place);
    }

    static boolean covers(Scope scope, Place place) {
        return (scope.org() == null || scope.org().equals(place.org()))
                && (scope.workspace() == null || scope.workspace().equals(place.workspace()))
                && (scope.trigger() == null || scope.trigger().equals(place.trigger()));
    }
}
