package dev.workrail.ingest.mapping;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import java.util.List;
import java.util.Map;

/// Triggers for tests.
public final class Triggers {
    private Triggers() {}

    public static ConfigValue.Trigger with(
            String goal, String template, List<String> events, List<DispatchCondition> conditions) {
        return of("github", goal, template, events, conditions, Map.of(), List.of("hook"));
    }

    public static ConfigValue.Trigger of(
            String provider,
            String goal,
            String template,
            List<String> events,
            List<DispatchCondition> conditions,
            Map<String, String> contextMapping,
            List<String> secrets) {
        return new ConfigValue.Trigger(
                new OrgId("acme"),
                new TriggerId("fix"),
                null,
                null,
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
                null,
                null,
                null,
                null,
                null,
                List.of(),
                secrets,
                null,
                null);
    }
}
