package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.BindingLimit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One limit as it stands for one place.
///
/// @param name as a binding limit names it
/// @param key the scope whose holders count
/// @param scope what it limits, for people; empty for the domain
/// @param queue the scope whose waiting sessions compete for it
/// @param closure whose doing it is; absent for a number
record Bound(
        String name,
        String key,
        String scope,
        String queue,
        int allowed,
        @Nullable Closure closure) {
    /// Holders a binding limit names at most.
    static final int MAX_HOLDERS = 20;

    /// Somebody let nobody in.
    record Closure(String by, @Nullable String reason, @Nullable Instant since) {}

    /// A limit that is a number.
    static Bound of(String name, String key, String scope, String queue, int allowed) {
        return new Bound(name, key, scope, queue, allowed, null);
    }

    /// One that lets nobody in.
    static Bound closed(String name, String scope, String queue, @Nullable Closure closure) {
        return new Bound(name, "", scope, queue, 0, closure);
    }

    /// True where it leaves no room for `session`, which may itself be among the holders.
    boolean exhausted(Index index, SessionId session) {
        var holders = index.holdersOf(key);
        int others = holders.size() - (holders.contains(session) ? 1 : 0);
        return others >= allowed;
    }

    List<SessionId> holders(Index index) {
        return index.holdersOf(key).keys(MAX_HOLDERS);
    }

    BindingLimit named(Index index) {
        return closure == null
                ? new BindingLimit(name, scope, allowed, holders(index))
                : new BindingLimit(
                        name,
                        scope,
                        allowed,
                        holders(index),
                        closure.by(),
                        closure.reason(),
                        closure.since());
    }
}
