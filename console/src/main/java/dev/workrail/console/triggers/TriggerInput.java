package dev.workrail.console.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.console.settings.LimitsInput;
import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.CronSchedule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trigger as people write it.
///
/// @param id a slug; absent where the path has it
/// @param provider github, gitlab, jira, pagerduty, slack, standard-webhooks, generic, schedule or
///   manual
/// @param workflow id of a bundled workflow or one of the org's
/// @param goal the goal where no template gives one
/// @param goalTemplate the goal with `{{$.path}}` taken from the payload
/// @param contextMapping context key to payload path
/// @param events accepted event types, `type` or `type.action`; none accepts all
/// @param concurrency serial, parallel or newest-wins
/// @param branchStrategy worktree, read-only or none; what fits the workspace where absent
/// @param deliveries where results go, each a `callback` or a `git_note`
/// @param secrets names of signing secrets (purpose ingest), or `integration:` and the id of one
///   that names one; two while they rotate
public record TriggerInput(
        @Nullable String id,
        @Nullable String provider,
        @Nullable Boolean enabled,
        @Nullable String workflow,
        @Nullable String workspace,
        @Nullable String goal,
        @Nullable String goalTemplate,
        @Nullable Map<String, String> contextMapping,
        @Nullable List<String> events,
        @Nullable List<Condition> dispatchConditions,
        @Nullable List<String> referenceUrls,
        @Nullable String concurrency,
        @Nullable Integer maxQueueDepth,
        @Nullable Integer maxSessions,
        @Nullable String branchStrategy,
        @Nullable AgentSettings agent,
        @Nullable List<JsonNode> deliveries,
        @Nullable List<String> secrets,
        @Nullable CronSchedule schedule,
        LimitsInput.@Nullable Rate rate,
        @Nullable String pool) {

    /// A condition on the payload; all of a trigger's must hold.
    public record Condition(@Nullable String payloadPath, @Nullable String equals) {}
}
