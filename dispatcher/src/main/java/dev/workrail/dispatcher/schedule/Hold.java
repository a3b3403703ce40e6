package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// New work of a scope is refused until it is lifted.
///
/// @param since when its kill switch was pulled; absent for one that an earlier version kept
public record Hold(
        Scope scope, CommandId command, String by, String reason, @Nullable Instant since) {
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
