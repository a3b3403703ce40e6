package dev.workrail.console.triggerfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.json.ContractsJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/// Writes triggers as a file that an import reads back to the same triggers.
final class TriggerExport {
    private static final String DEFAULT_POOL = "default";
    private static final String CALLBACK = "callback";
    private static final int WIDTH = 100;

    private TriggerExport() {}

    static String of(List<ConfigValue.Trigger> triggers) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndicatorIndent(2);
        options.setIndentWithIndicator(true);
        options.setWidth(WIDTH);
        options.setSplitLines(false);
        return new Yaml(options)
                .dump(Map.of("triggers", triggers.stream().map(TriggerExport::fields).toList()));
    }

    private static Map<String, Object> fields(ConfigValue.Trigger trigger) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", trigger.trigger().value());
        fields.put("provider", trigger.provider());
        put(fields, "enabled", trigger.enabled() ? null : false);
        fields.put("workflowId", trigger.workflowId());
        put(
                fields,
                "workspaceName",
                trigger.workspace() == null ? null : trigger.workspace().value());
        put(fields, "goal", trigger.goal());
        put(fields, "goalTemplate", trigger.goalTemplate());
        put(fields, "contextMapping", new TreeMap<>(trigger.contextMapping()));
        put(fields, "events", String.join(" ", trigger.events()));
        conditions(fields, trigger.dispatchConditions());
        put(fields, "referenceUrls", String.join(" ", trigger.referenceUrls()));
        put(
                fields,
                "concurrencyMode",
                trigger.concurrency() == Concurrency.SERIAL ? null : word(trigger.concurrency()));
        put(fields, "maxQueueDepth", trigger.maxQueueDepth());
        put(fields, "maxSessions", trigger.maxSessions());
        put(
                fields,
                "branchStrategy",
                trigger.branchStrategy() == BranchStrategy.NONE && trigger.workspace() == null
                        ? null
                        : word(trigger.branchStrategy()));
        put(fields, "agentConfig", map(trigger.agent()));
        deliveries(fields, trigger.deliveries());
        secrets(fields, trigger.secrets());
        put(fields, "schedule", trigger.schedule() == null ? null : map(trigger.schedule()));
        put(fields, "rate", trigger.rate() == null ? null : map(trigger.rate()));
        put(
                fields,
                "pool",
                trigger.pool().value().equals(DEFAULT_POOL) ? null : trigger.pool().value());
        return fields;
    }

    private static void conditions(Map<String, Object> fields, List<DispatchCondition> conditions) {
        if (conditions.size() == 1) {
            fields.put("dispatchCondition", map(conditions.getFirst()));
        } else {
            put(fields, "dispatchConditions", conditions.stream().map(TriggerExport::map).toList());
        }
    }

    private static void deliveries(Map<String, Object> fields, List<DeliveryTarget> targets) {
        if (targets.size() == 1
                && targets.getFirst() instanceof DeliveryTarget.Callback callback
                && callback.name().equals(CALLBACK)) {
            fields.put("callbackUrl", callback.url());
            fields.put("callbackSecret", reference(callback.secret()));
            return;
        }
        List<Map<String, Object>> written = new ArrayList<>();
        for (DeliveryTarget target : targets) {
            Map<String, Object> delivery = map(target);
            delivery.computeIfPresent("secret", (_, name) -> reference(String.valueOf(name)));
            written.add(delivery);
        }
        put(fields, "deliveries", written);
    }

    private static void secrets(Map<String, Object> fields, List<String> secrets) {
        if (secrets.size() == 1) {
            fields.put("hmacSecret", reference(secrets.getFirst()));
        } else {
            put(fields, "secrets", String.join(" ", secrets));
        }
    }

    private static String reference(String name) {
        return "$" + name.toUpperCase(Locale.ROOT);
    }

    private static String word(Enum<?> value) {
        return Objects.requireNonNull(ContractsJson.toTree(value).textValue());
    }

    /// The fields that have a value, as contracts write them.
    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : ContractsJson.toTree(value).properties()) {
            map.put(field.getKey(), scalar(field.getValue()));
        }
        return map;
    }

    private static Object scalar(JsonNode node) {
        return node.isInt()
                ? node.intValue()
                : node.isDouble() ? node.doubleValue() : node.asText();
    }

    private static void put(Map<String, Object> fields, String key, @Nullable Object value) {
        boolean empty =
                value == null
                        || value.equals("")
                        || value.equals(List.of())
                        || value.equals(Map.of());
        if (!empty) {
            fields.put(key, value);
        }
    }
}
