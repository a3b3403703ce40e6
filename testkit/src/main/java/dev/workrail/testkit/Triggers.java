package dev.workrail.testkit;

import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.TriggerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Triggers for tests, all of org `acme` and with id `fix`.
public final class Triggers {
    private Triggers() {}

    /// A GitHub trigger.
    public static ConfigValue.Trigger with(
            @Nullable String goal,
            @Nullable String template,
            List<String> events,
            List<DispatchCondition> conditions) {
        return of("github", goal, template, events, conditions, Map.of(), List.of("hook"));
    }

    public static ConfigValue.Trigger of(
            String provider,
            @Nullable String goal,
            @Nullable String template,
            List<String> events,
            List<DispatchCondition> conditions,
            Map<String, String> contextMapping,
            List<String> secrets) {
        return new ConfigValue.Trigger(
                new OrgId("acme"),
                new TriggerId("fix"),
                new DomainId("default"),
                new PoolId("default"),
                provider,
                true,
                "wr.coding-task",
                null,
                goal,
                template,
                contextMapping,
                events,
                conditions,
                List.of(),
                Concurrency.SERIAL,
                null,
                null,
                BranchStrategy.WORKTREE,
                AgentSettings.DEFAULTS,
                List.of(),
                secrets,
                null,
                null);
    }
}
