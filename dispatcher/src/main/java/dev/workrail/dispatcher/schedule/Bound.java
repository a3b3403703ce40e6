package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.BindingLimit;
import java.util.List;

/// One limit as it stands for one place.
///
/// @param name as a binding limit names it
/// @param key the scope whose holders count
/// @param scope what it limits, for people; empty for the domain
/// @param queue the scope whose waiting sessions compete for it
record Bound(String name, String key, String scope, String queue, int allowed) {
    /// Holders a binding limit names at most.
    static final int MAX_HOLDERS = 20;

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
        return new BindingLimit(name, scope, allowed, holders(index));
    }
}
