package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.SessionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that decides which limits a session counts in. Sessions of one place are bound alike, so one
/// that cannot start speaks for all behind it.
///
/// @param tier model tier of its trigger, else of its workflow; absent counts in no tier
/// @param child true for a session that another session started: it counts for its org, workspace
///   and tier, but not for the trigger, or a serial trigger would wait for itself
/// @param concurrency the trigger's as it was accepted, for a trigger that is not configured any
///   more
public record Place(
        PoolId pool,
        OrgId org,
        @Nullable WorkspaceId workspace,
        TriggerId trigger,
        @Nullable String tier,
        boolean child,
        Concurrency concurrency,
        @Nullable Integer maxSessions) {

    static Place of(SessionSpec spec, ConfigView config) {
        var trigger = spec.trigger();
        return new Place(
                trigger.pool(),
                spec.org(),
                trigger.workspace(),
                trigger.trigger(),
                config.tier(spec),
                spec.parent() != null,
                trigger.concurrency(),
                trigger.maxSessions());
    }

    /// The name of the lines it stands in.
    String line() {
        return String.join(
                "|",
                pool.value(),
                triggerKey(),
                Objects.toString(workspace, ""),
                Objects.toString(tier, ""),
                child ? "child" : "");
    }

    String poolKey() {
        return "pool:" + pool;
    }

    String orgKey() {
        return "org:" + org;
    }

    String workspaceKey() {
        return "workspace:" + org + "/" + workspace;
    }

    String triggerKey() {
        return "trigger:" + org + "/" + trigger;
    }

    /// What a serial trigger's running session holds, parked or not.
    String serialKey() {
        return "serial:" + org + "/" + trigger;
    }

    String domainTierKey() {
        return "tier:" + tier;
    }

    String orgTierKey() {
        return "tier:" + org + "/" + tier;
    }

    String workspaceTierKey() {
        return "tier:" + org + "/" + workspace + "/" + tier;
    }

    /// Everything it counts in, as a holder of a slot or as one that waits for it.
    List<String> scopes() {
        List<String> scopes = new ArrayList<>(List.of(DOMAIN_KEY, poolKey(), orgKey()));
        if (!child) {
            scopes.add(triggerKey());
        }
        if (workspace != null) {
            scopes.add(workspaceKey());
        }
        if (tier != null) {
            scopes.add(domainTierKey());
            scopes.add(orgTierKey());
            if (workspace != null) {
                scopes.add(workspaceTierKey());
            }
        }
        return scopes;
    }

    static final String DOMAIN_KEY = "domain";
}
