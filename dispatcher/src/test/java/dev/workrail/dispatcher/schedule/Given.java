package dev.workrail.dispatcher.schedule;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.CronSchedule;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What stories start from.
final class Given {
    static final OrgId ORG = new OrgId("acme");
    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private Given() {}

    static ConfigValue.Trigger trigger(String name, Concurrency concurrency) {
        return trigger(ORG, name, concurrency, null, null, null, null);
    }

    static ConfigValue.Trigger trigger(
            OrgId org,
            String name,
            Concurrency concurrency,
            Integer maxQueueDepth,
            Integer maxSessions,
            String tier,
            String workspace) {
        return new ConfigValue.Trigger(
                org,
                new TriggerId(name),
                Story.DOMAIN,
                Story.POOL,
                "github",
                true,
                "coding-task",
                workspace == null ? null : new WorkspaceId(workspace),
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                concurrency,
                maxQueueDepth,
                maxSessions,
                null,
                new AgentSettings(null, tier, null, null, null, null, null),
                List.of(),
                List.of(),
                null,
                null);
    }

    static ConfigValue.Trigger disabled(String name) {
        return new ConfigValue.Trigger(
                ORG,
                new TriggerId(name),
                Story.DOMAIN,
                Story.POOL,
                "github",
                false,
                "coding-task",
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Concurrency.PARALLEL,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null);
    }

    static ConfigValue.Workspace workspace(String name, int maxSessions) {
        return new ConfigValue.Workspace(
                ORG,
                new WorkspaceId(name),
                null,
                "file:///repo",
                "main",
                null,
                null,
                null,
                null,
                new Limits(maxSessions, null, Map.of()));
    }

    static ConfigValue.Workflow workflow(String id, String tier) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("id", id);
        definition.putArray("steps").addObject().put("prompt", "A long prompt");
        return new ConfigValue.Workflow(
                ORG, id, tier == null ? definition : definition.put("modelTier", tier));
    }

    static ConfigValue.Trigger schedule(String name, String cron, String zone) {
        return new ConfigValue.Trigger(
                ORG,
                new TriggerId(name),
                Story.DOMAIN,
                Story.POOL,
                "schedule",
                true,
                "nightly",
                null,
                "Nightly run",
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Concurrency.SERIAL,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                new CronSchedule(cron, zone),
                null);
    }

    static TriggerEvent.Accepted event(ConfigValue.Trigger trigger, String delivery) {
        return event(trigger, delivery, null);
    }

    /// @param source issue number and revision as `12@a`, or absent
    static TriggerEvent.Accepted event(
            ConfigValue.Trigger trigger, String delivery, String source) {
        return event(trigger, delivery, source, null, "opened");
    }

    static TriggerEvent.Accepted event(
            ConfigValue.Trigger trigger,
            String delivery,
            String source,
            String replayOf,
            String action) {
        String[] parts = source == null ? null : source.split("@");
        return new TriggerEvent.Accepted(
                new TriggerEventId("tev_" + delivery),
                trigger.org(),
                trigger,
                1,
                "issues",
                action,
                delivery,
                parts == null ? null : new SourceIdentity("github", "issue", parts[0], parts[1]),
                replayOf == null ? null : new TriggerEventId("tev_" + replayOf),
                null,
                AT,
                "Fix it",
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    static ConfigValue.Org org(Integer maxSessions, Integer maxQueued, Map<String, Integer> tiers) {
        return new ConfigValue.Org(
                ORG, "Acme", false, new Limits(maxSessions, maxQueued, tiers), null);
    }

    static ConfigValue.Org paused(boolean paused) {
        return new ConfigValue.Org(ORG, "Acme", paused, Limits.NONE, null);
    }

    static ConfigValue.Domain domain(Integer maxSessions) {
        return new ConfigValue.Domain(Story.DOMAIN, false, new Limits(maxSessions, null, Map.of()));
    }

    static Checkpoint checkpoint(String step) {
        return new Checkpoint(1, 1, step, null, null, List.of(), null, null, null, Usage.NONE);
    }

    static Command.Kill kill(Scope scope, boolean hold) {
        return new Command.Kill(
                new CommandId("cmd_kill"), ORG, scope, "ada", "runs wild", hold, true, AT);
    }

    static Command.Lift lift(Scope scope) {
        return new Command.Lift(new CommandId("cmd_lift"), ORG, scope, "ada", null, AT);
    }

    static Command.Pause pause(Scope scope) {
        return new Command.Pause(new CommandId("cmd_pause"), ORG, scope, "ada", "release", AT);
    }

    static Command.Unpause unpause(Scope scope) {
        return new Command.Unpause(new CommandId("cmd_unpause"), ORG, scope, "ada", null, AT);
    }

    static Command.Cancel cancel(SessionId session) {
        return new Command.Cancel(
                new CommandId("cmd_cancel"), ORG, session, "ada", "not needed", AT);
    }

    static Command.Retry retry(SessionId session) {
        return new Command.Retry(new CommandId("cmd_retry"), ORG, session, "ada", null, AT);
    }

    static Command.Resume resume(SessionId session) {
        return new Command.Resume(new CommandId("cmd_resume"), ORG, session, "ada", null, AT);
    }

    static Command.Steer steer(SessionId session, String text) {
        return new Command.Steer(
                new CommandId("cmd_steer_" + text), ORG, session, "ada", null, text, AT);
    }

    static Command.GateVerdict verdict(SessionId session, String gate) {
        return new Command.GateVerdict(
                new CommandId("cmd_verdict"),
                ORG,
                session,
                gate,
                "approved",
                "looks right",
                "ada",
                null,
                AT);
    }
}
