package dev.workrail.console.sessions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.triggers.AgentSettingsCheck;
import dev.workrail.console.triggers.DeliveryTargets;
import dev.workrail.console.triggers.TriggerReferences;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Starts sessions by hand: one accepted trigger event of provider `manual` on `wr.triggers`.
///
/// Its id derives from the Idempotency-Key where there is one, so that two requests with one key
/// are one event to the dispatcher, whatever became of the first answer. Thread-safe; blocks.
@Singleton
public final class ManualDispatch {
    /// The trigger of work that no trigger of the org started.
    static final TriggerId MANUAL = new TriggerId("manual");

    private static final String EVENT_TYPE = "manual";
    private static final int MAX_GOAL = 8_000;
    private static final int MAX_CONTEXT = 256 * 1024;
    private static final int MAX_URLS = 100;
    private static final int MAX_URL = 2_000;

    private final Configuration configuration;
    private final TriggerReferences references;
    private final ConsoleLog log;
    private final AuditTrail audit;
    private final Clock clock;
    private final RandomGenerator random;

    public ManualDispatch(
            Configuration configuration,
            TriggerReferences references,
            ConsoleLog log,
            AuditTrail audit,
            Clock clock,
            RandomGenerator random) {
        this.configuration = configuration;
        this.references = references;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// What was started.
    public record Started(TriggerEvent.Accepted event, Position position) {}

    /// A trigger and the version of its entry; 0 where it is none of the org's.
    private record Chosen(ConfigValue.Trigger trigger, long version) {}

    /// @throws ProblemException 400, 409 `disabled`, 422 or 503
    public Started start(OrgId org, DispatchInput input, @Nullable String idempotencyKey) {
        InputFaults faults = new InputFaults();
        Chosen chosen =
                input.trigger() == null
                        ? new Chosen(own(faults, org, input), 0)
                        : configured(faults, org, input.trigger(), input);
        String goal = goal(faults, input, chosen.trigger());
        List<String> urls = urls(faults, input);
        if (input.context() != null && input.context().toString().length() > MAX_CONTEXT) {
            faults.add("/context", "expected at most %d characters of JSON".formatted(MAX_CONTEXT));
        }
        faults.refuseIfAny();
        if (chosen.version() == 0) {
            configuration.look(
                    org,
                    change -> {
                        references.check(change, chosen.trigger());
                        return true;
                    });
        }
        return publish(org, input, chosen, goal, urls, idempotencyKey);
    }

    private Chosen configured(InputFaults faults, OrgId org, String name, DispatchInput input) {
        ConfigEntry<ConfigValue.Trigger> entry =
                configuration
                        .find(org, EntryKind.TRIGGER, name)
                        .orElseThrow(() ->
                                ProblemException.of(
                                        ProblemCode.UNKNOWN_TRIGGER,
                                        "trigger '%s' does not exist in this org".formatted(name)));
        if (!entry.value().enabled()) {
            throw ProblemException.of(
                    ProblemCode.DISABLED,
                    "trigger '%s' is disabled; enable it first".formatted(name));
        }
        Map<String, Boolean> settings =
                Map.of(
                        "/workflow", input.workflow() != null,
                        "/workspace", input.workspace() != null,
                        "/branchStrategy", input.branchStrategy() != null,
                        "/agent", input.agent() != null,
                        "/deliveries", input.deliveries() != null,
                        "/pool", input.pool() != null);
        settings.forEach((pointer, given) -> {
            if (given) {
                faults.add(pointer, "the trigger decides this: leave it out, or name no trigger");
            }
        });
        return new Chosen(entry.value(), entry.version());
    }

    private static ConfigValue.Trigger own(InputFaults faults, OrgId org, DispatchInput input) {
        WorkspaceId workspace = faults.parsed("/workspace", input.workspace(), WorkspaceId::new);
        PoolId pool = faults.parsed("/pool", input.pool(), PoolId::new);
        BranchStrategy fitting = workspace == null ? BranchStrategy.NONE : BranchStrategy.WORKTREE;
        BranchStrategy strategy =
                Choices.of(faults, "/branchStrategy", input.branchStrategy(), fitting);
        if (workspace == null && strategy != BranchStrategy.NONE) {
            faults.add("/branchStrategy", "expected none, as there is no workspace");
        }
        return new ConfigValue.Trigger(
                org,
                MANUAL,
                DomainId.DEFAULT,
                pool == null ? PoolId.DEFAULT : pool,
                EVENT_TYPE,
                true,
                faults.text("/workflow", input.workflow(), MAX_URL),
                workspace,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                Concurrency.PARALLEL,
                null,
                null,
                strategy,
                AgentSettingsCheck.read(faults, "/agent", input.agent()),
                DeliveryTargets.read(faults, "/deliveries", input.deliveries()),
                List.of(),
                null,
                null);
    }

    private static String goal(
            InputFaults faults, DispatchInput input, ConfigValue.Trigger trigger) {
        if (input.goal() == null && trigger.goal() != null) {
            return trigger.goal();
        }
        return faults.text("/goal", input.goal(), MAX_GOAL);
    }

    private static List<String> urls(InputFaults faults, DispatchInput input) {
        List<String> urls = input.referenceUrls() == null ? List.of() : input.referenceUrls();
        if (urls.size() > MAX_URLS) {
            faults.add("/referenceUrls", "expected at most " + MAX_URLS);
            return List.of();
        }
        for (int i = 0; i < urls.size(); i++) {
            faults.text("/referenceUrls/" + i, urls.get(i), MAX_URL);
        }
        return urls;
    }

    private Started publish(
            OrgId org,
            DispatchInput input,
            Chosen chosen,
            String goal,
            List<String> urls,
            @Nullable String idempotencyKey) {
        Instant now = clock.instant();
        TriggerEventId id =
                new TriggerEventId(
                        idempotencyKey == null
                                ? Ids.mint("te", now, random)
                                : Ids.derive(
                                        "te",
                                        org.value(),
                                        chosen.trigger().trigger().value(),
                                        EVENT_TYPE,
                                        idempotencyKey));
        TriggerEvent.Accepted event =
                new TriggerEvent.Accepted(
                        id,
                        org,
                        chosen.trigger(),
                        chosen.version(),
                        EVENT_TYPE,
                        null,
                        idempotencyKey,
                        null,
                        null,
                        null,
                        now,
                        goal,
                        input.context() == null
                                ? JsonNodeFactory.instance.objectNode()
                                : input.context(),
                        urls.isEmpty() ? chosen.trigger().referenceUrls() : urls);
        audit.before(org, id.value(), null, asked(event));
        Position position =
                log.write(
                        Topics.TRIGGERS,
                        chosen.trigger().domain().value(),
                        EventCodec.envelope(
                                id.value(), ConsoleLog.SOURCE, org + "/" + id, now, null, event));
        return new Started(event, position);
    }

    private static Act asked(TriggerEvent.Accepted event) {
        return Act.made(
                "session",
                event.session().value(),
                "dispatch",
                Map.of(
                        "trigger", event.config().trigger(),
                        "workflow", event.config().workflowId(),
                        "goal", event.goal(),
                        "context", event.context()));
    }
}
