package dev.workrail.contracts.schedule;

import dev.workrail.contracts.id.SessionId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The limit that decides when a session can start.
///
/// @param limit capacity, domain, org, workspace, trigger, serial, tier, paused, killed, budget
/// @param scope what it limits: the org, workspace, trigger or tier; empty for the domain
/// @param allowed how many it lets hold a slot; 0 where it is paused
/// @param holders who holds them now, at most 20
/// @param by who paused it or pulled its kill switch; absent for limits that nobody did
/// @param reason why they did
/// @param since when they did
public record BindingLimit(
        String limit,
        String scope,
        int allowed,
        List<SessionId> holders,
        @Nullable String by,
        @Nullable String reason,
        @Nullable Instant since) {
    public BindingLimit {
        holders = holders == null ? List.of() : List.copyOf(holders);
    }

    /// A limit that is a number, and nobody's doing.
    public BindingLimit(String limit, String scope, int allowed, List<SessionId> holders) {
        this(limit, scope, allowed, holders, null, null, null);
    }
}
