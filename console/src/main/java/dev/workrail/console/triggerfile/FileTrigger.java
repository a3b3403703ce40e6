package dev.workrail.console.triggerfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.console.settings.LimitsInput;
import dev.workrail.console.triggers.TriggerInput;
import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.CronSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One trigger of a file, as the API would take it.
final class FileTrigger {
    private static final String NO_SECRET =
            "expected $NAME, the name of a stored secret: a secret itself has no place in a file";

    private final KeyCheck keys;
    private final FieldReader fields;
    private final Function<String, Optional<String>> workspaceAt;

    /// @param workspaceAt id of the workspace whose repository is at a path
    FileTrigger(
            FileReport report, FieldReader fields, Function<String, Optional<String>> workspaceAt) {
        this.keys = new KeyCheck(report);
        this.fields = fields;
        this.workspaceAt = workspaceAt;
    }

    TriggerInput read() {
        keys.check(fields.pointer(), fields.fields(), FileKeys.TRIGGER, FileKeys.IDLE_TRIGGER);
        return new TriggerInput(
                fields.text("id"),
                provider(),
                fields.yes("enabled"),
                fields.text("workflowId"),
                workspace(),
                fields.text("goal"),
                fields.text("goalTemplate"),
                fields.map("contextMapping"),
                fields.texts("events"),
                conditions(),
                fields.texts("referenceUrls"),
                fields.text("concurrencyMode"),
                fields.whole("maxQueueDepth"),
                fields.whole("maxSessions"),
                fields.text("branchStrategy"),
                agent(),
                deliveries(),
                secrets(),
                schedule(),
                rate(),
                fields.text("pool"));
    }

    private @Nullable String provider() {
        String provider = fields.text("provider");
        String instead = provider == null ? null : FileKeys.POLLING.get(provider);
        if (instead != null) {
            fields.fault(
                    "provider",
                    "nothing is polled here: have webhooks sent, and write '%s' with hmacSecret"
                            .formatted(instead));
        }
        return instead == null ? provider : instead;
    }

    private @Nullable String workspace() {
        String path = fields.text("workspacePath");
        if (path == null || fields.has("workspaceName")) {
            return fields.text("workspaceName");
        }
        Optional<String> found = workspaceAt.apply(path);
        if (found.isEmpty()) {
            fields.fault(
                    "workspacePath",
                    "no workspace of this org has its repository at '%s'; use workspaceName"
                            .formatted(path));
        }
        return found.orElse(null);
    }

    private @Nullable List<TriggerInput.Condition> conditions() {
        List<FieldReader> given = new ArrayList<>();
        FieldReader one = fields.nested("dispatchCondition");
        if (one != null) {
            given.add(one);
        }
        List<FieldReader> more = fields.list("dispatchConditions");
        if (more != null) {
            given.addAll(more);
        }
        return given.stream()
                .map(condition -> {
                    check(condition, FileKeys.CONDITION);
                    return new TriggerInput.Condition(
                            condition.text("payloadPath"), condition.text("equals"));
                })
                .toList();
    }

    private @Nullable AgentSettings agent() {
        FieldReader agent = fields.nested("agentConfig");
        if (agent == null) {
            return null;
        }
        keys.check(agent.pointer(), agent.fields(), FileKeys.AGENT, FileKeys.IDLE_AGENT);
        return new AgentSettings(
                agent.text("model"),
                agent.text("modelTier"),
                agent.whole("maxSessionMinutes"),
                agent.whole("maxTurns"),
                agent.whole("maxOutputTokens"),
                agent.whole("stallTimeoutSeconds"),
                agent.text("transcript"));
    }

    private @Nullable List<JsonNode> deliveries() {
        List<JsonNode> targets = new ArrayList<>();
        String url = fields.text("callbackUrl");
        if (url != null) {
            ObjectNode target =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("kind", "callback")
                            .put("name", "callback")
                            .put("url", url);
            String secret = reference(fields, "callbackSecret");
            if (secret == null && !fields.has("callbackSecret")) {
                fields.fault(
                        "callbackUrl",
                        "callbacks are signed here: add callbackSecret, $NAME of a secret with"
                                + " purpose delivery");
            }
            targets.add(target.put("secret", secret == null ? "unknown" : secret));
        }
        List<FieldReader> more = fields.list("deliveries");
        if (more != null) {
            more.forEach(delivery -> targets.add(delivery(delivery)));
        }
        return targets;
    }

    private ObjectNode delivery(FieldReader delivery) {
        check(delivery, FileKeys.DELIVERY);
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        for (String key : List.of("kind", "name", "url", "workspace")) {
            String text = delivery.text(key);
            if (text != null) {
                target.put(key, text);
            }
        }
        String secret = reference(delivery, "secret");
        return secret == null ? target : target.put("secret", secret);
    }

    private @Nullable List<String> secrets() {
        List<String> named = fields.texts("secrets");
        if (named != null || !fields.has("hmacSecret")) {
            return named;
        }
        String secret = reference(fields, "hmacSecret");
        return secret == null ? null : List.of(secret);
    }

    /// `$NAME`, which stands for the environment in WorkRail, is the secret `name` here, and
    /// `$INTEGRATION:NAME` that of the integration `name`.
    private static @Nullable String reference(FieldReader from, String key) {
        String text = from.text(key);
        if (text == null) {
            return null;
        }
        if (!text.matches("(?i)\\$(?:integration:)?[a-z0-9._-]{1,63}")) {
            from.fault(key, NO_SECRET);
            return null;
        }
        return text.substring(1).toLowerCase(Locale.ROOT);
    }

    private @Nullable CronSchedule schedule() {
        FieldReader schedule = fields.nested("schedule");
        if (schedule == null) {
            return null;
        }
        check(schedule, FileKeys.SCHEDULE);
        String expression = schedule.text("expression");
        String zone = schedule.text("zone");
        return new CronSchedule(expression == null ? "" : expression, zone == null ? "" : zone);
    }

    private LimitsInput.@Nullable Rate rate() {
        FieldReader rate = fields.nested("rate");
        if (rate == null) {
            return null;
        }
        check(rate, FileKeys.RATE);
        return new LimitsInput.Rate(rate.number("perSecond"), rate.whole("burst"));
    }

    private void check(FieldReader reader, Set<String> known) {
        keys.check(reader.pointer(), reader.fields(), known, Map.of());
    }
}
