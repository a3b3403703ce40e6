package dev.workrail.console.triggers;

import dev.workrail.console.pauses.PauseView;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.CronSchedule;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.config.RateLimit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trigger as the org's members see it.
///
/// @param pause what keeps its new sessions waiting: its own pause, else that of the org; absent
///   where it is not paused
/// @param hook path to send its webhooks to; absent where it takes none
public record TriggerView(
        String id,
        String provider,
        boolean enabled,
        String workflow,
        @Nullable String workspace,
        @Nullable String goal,
        @Nullable String goalTemplate,
        Map<String, String> contextMapping,
        List<String> events,
        List<DispatchCondition> dispatchConditions,
        List<String> referenceUrls,
        Concurrency concurrency,
        @Nullable Integer maxQueueDepth,
        @Nullable Integer maxSessions,
        BranchStrategy branchStrategy,
        AgentSettings agent,
        List<DeliveryTarget> deliveries,
        List<String> secrets,
        @Nullable CronSchedule schedule,
        @Nullable RateLimit rate,
        String pool,
        @Nullable PauseView pause,
        @Nullable String hook,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    static TriggerView of(ConfigEntry<ConfigValue.Trigger> entry, @Nullable PauseView pause) {
        ConfigValue.Trigger trigger = entry.value();
        boolean signed = Provider.of(trigger.provider()).map(Provider::signed).orElse(false);
        return new TriggerView(
                entry.id(),
                trigger.provider(),
                trigger.enabled(),
                trigger.workflowId(),
                trigger.workspace() == null ? null : trigger.workspace().value(),
                trigger.goal(),
                trigger.goalTemplate(),
                trigger.contextMapping(),
                trigger.events(),
                trigger.dispatchConditions(),
                trigger.referenceUrls(),
                trigger.concurrency(),
                trigger.maxQueueDepth(),
                trigger.maxSessions(),
                trigger.branchStrategy(),
                trigger.agent(),
                trigger.deliveries(),
                trigger.secrets(),
                trigger.schedule(),
                trigger.rate(),
                trigger.pool().value(),
                pause,
                signed ? "/hooks/%s/%s".formatted(trigger.org(), entry.id()) : null,
                entry.version(),
                entry.createdAt(),
                entry.updatedAt());
    }
}
