package dev.workrail.console.triggers;

import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.LimitsInput;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.CronSchedule;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a trigger, naming every field that is not as expected. What it names elsewhere (workspace,
/// secrets, workflow) is checked by [TriggerReferences].
public final class TriggerReader {
    private static final int MAX_GOAL = 8_000;
    private static final int MAX_LIST = 100;
    private static final int MAX_PATH = 500;
    private static final int MAX_URL = 2_000;
    private static final int MAX_DEPTH = 100_000;
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9_:.-]{1,120}");
    private static final Pattern CONTEXT_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final Pattern PATH =
            Pattern.compile("\\$|(?:\\$\\.?)?[^.\\s\\[\\]]+(?:\\.[^.\\s\\[\\]]+)*");

    private final InputFaults faults;
    private final TriggerInput input;

    TriggerReader(TriggerInput input) {
        this(new InputFaults(), input);
    }

    /// @param faults gets what is not as expected
    public TriggerReader(InputFaults faults, TriggerInput input) {
        this.faults = faults;
        this.input = input;
    }

    /// @param idOfPath the id, where the path has it
    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    ConfigValue.Trigger read(OrgId org, @Nullable String idOfPath) {
        ConfigValue.Trigger trigger = check(org, idOfPath);
        faults.refuseIfAny();
        return trigger;
    }

    /// Reads the trigger, which is of use only where no fault was found.
    public ConfigValue.Trigger check(OrgId org, @Nullable String idOfPath) {
        TriggerId id =
                faults.required("/id", idOfPath == null ? input.id() : idOfPath, TriggerId::new);
        Provider provider = provider();
        String workflow = faults.text("/workflow", input.workflow(), MAX_PATH);
        WorkspaceId workspace = faults.parsed("/workspace", input.workspace(), WorkspaceId::new);
        goals();
        return new ConfigValue.Trigger(
                org,
                id == null ? new TriggerId("unknown") : id,
                DomainId.DEFAULT,
                pool(),
                provider.wire(),
                !Boolean.FALSE.equals(input.enabled()),
                workflow,
                workspace,
                faults.optional("/goal", input.goal(), MAX_GOAL),
                faults.optional("/goalTemplate", input.goalTemplate(), MAX_GOAL),
                contextMapping(),
                events(),
                conditions(),
                texts("/referenceUrls", input.referenceUrls(), MAX_URL),
                Choices.of(faults, "/concurrency", input.concurrency(), Concurrency.SERIAL),
                faults.within("/maxQueueDepth", input.maxQueueDepth(), 1, MAX_DEPTH),
                faults.within("/maxSessions", input.maxSessions(), 0, MAX_DEPTH),
                branchStrategy(workspace),
                AgentSettingsCheck.read(faults, "/agent", input.agent()),
                DeliveryTargets.read(faults, "/deliveries", input.deliveries()),
                secrets(provider),
                schedule(provider),
                LimitsInput.rate(faults, "/rate", input.rate()));
    }

    private Provider provider() {
        String text = input.provider();
        Provider known = text == null ? null : Provider.of(text).orElse(null);
        if (known == null) {
            faults.add("/provider", "expected one of " + Provider.all());
            return Provider.MANUAL;
        }
        return known;
    }

    private void goals() {
        String template = input.goalTemplate();
        if (template != null
                && template.split("\\{\\{", -1).length != template.split("}}", -1).length) {
            faults.add("/goalTemplate", "expected as many }} as {{");
        }
    }

    private BranchStrategy branchStrategy(@Nullable WorkspaceId workspace) {
        BranchStrategy fitting = workspace == null ? BranchStrategy.NONE : BranchStrategy.WORKTREE;
        BranchStrategy strategy =
                Choices.of(faults, "/branchStrategy", input.branchStrategy(), fitting);
        if (workspace == null && strategy != BranchStrategy.NONE) {
            faults.add("/branchStrategy", "expected none, as there is no workspace");
        }
        return strategy;
    }

    private PoolId pool() {
        PoolId pool = faults.parsed("/pool", input.pool(), PoolId::new);
        return pool == null ? PoolId.DEFAULT : pool;
    }

    private Map<String, String> contextMapping() {
        Map<String, String> mapping = new TreeMap<>();
        Map<String, String> given =
                input.contextMapping() == null ? Map.of() : input.contextMapping();
        if (given.size() > MAX_LIST) {
            faults.add("/contextMapping", "expected at most %d entries".formatted(MAX_LIST));
            return mapping;
        }
        given.forEach((key, path) -> {
            if (!CONTEXT_KEY.matcher(key).matches()) {
                faults.add("/contextMapping", "expected names of letters, digits, . _ -");
            } else {
                mapping.put(key, path("/contextMapping/" + key, path));
            }
        });
        return mapping;
    }

    private String path(String pointer, @Nullable String path) {
        String text = faults.text(pointer, path, MAX_PATH);
        if (!text.isEmpty() && !PATH.matcher(text).matches()) {
            faults.add(pointer, "expected a dotted path such as $.issue.title, without indexes");
        }
        return text;
    }

    private List<String> events() {
        List<String> events = texts("/events", input.events(), MAX_PATH);
        for (int i = 0; i < events.size(); i++) {
            if (!EVENT.matcher(events.get(i)).matches()) {
                faults.add("/events/" + i, "expected an event type, or type.action");
            }
        }
        return events;
    }

    private List<DispatchCondition> conditions() {
        List<DispatchCondition> conditions = new ArrayList<>();
        List<TriggerInput.Condition> given =
                input.dispatchConditions() == null ? List.of() : input.dispatchConditions();
        for (int i = 0; i < Math.min(given.size(), MAX_LIST); i++) {
            TriggerInput.Condition condition = given.get(i);
            String at = "/dispatchConditions/" + i;
            if (condition == null) {
                faults.add(at, "expected an object, was null");
                continue;
            }
            String path = path(at + "/payloadPath", condition.payloadPath());
            String equals = condition.equals();
            if (equals == null) {
                faults.add(at + "/equals", "expected a text, was absent");
            } else {
                conditions.add(new DispatchCondition(path, equals));
            }
        }
        if (given.size() > MAX_LIST) {
            faults.add("/dispatchConditions", "expected at most " + MAX_LIST);
        }
        return conditions;
    }

    private List<String> secrets(Provider provider) {
        List<String> secrets = texts("/secrets", input.secrets(), MAX_PATH);
        if (provider.signed() && (secrets.isEmpty() || secrets.size() > 2)) {
            faults.add(
                    "/secrets",
                    "expected the name of the signing secret, or two while they rotate");
        }
        return secrets;
    }

    private @Nullable CronSchedule schedule(Provider provider) {
        if (provider == Provider.SCHEDULE && input.schedule() == null) {
            faults.add("/schedule", "expected an expression and a zone, was absent");
        } else if (provider != Provider.SCHEDULE && input.schedule() != null) {
            faults.add("/schedule", "only a trigger with provider schedule has one");
        }
        return ScheduleCheck.read(faults, "/schedule", input.schedule());
    }

    private List<String> texts(String pointer, @Nullable List<String> given, int max) {
        if (given == null) {
            return List.of();
        }
        if (given.size() > MAX_LIST) {
            faults.add(pointer, "expected at most " + MAX_LIST);
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            texts.add(faults.text(pointer + "/" + i, given.get(i), max));
        }
        return texts.stream().filter(Objects::nonNull).toList();
    }
}
