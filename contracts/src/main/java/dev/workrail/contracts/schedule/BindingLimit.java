package dev.workrail.contracts.schedule;

import dev.workrail.contracts.id.SessionId;
import java.util.List;

/// The limit that decides when a session can start.
///
/// @param limit capacity, domain, org, workspace, trigger, serial, tier, paused, killed, budget
/// @param scope what it limits: the org, workspace, trigger or tier; empty for the domain
/// @param allowed how many it lets hold a slot; 0 where it is paused
/// @param holders who holds them now, at most 20
public record BindingLimit(String limit, String scope, int allowed, List<SessionId> holders) {
    public BindingLimit {
        holders = holders == null ? List.of() : List.copyOf(holders);
    }
}
