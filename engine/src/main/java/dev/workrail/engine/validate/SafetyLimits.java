package dev.workrail.engine.validate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bounds that hold for every file, whatever version it declares.
public final class SafetyLimits {
    /// Longest workflow file, UTF-16 units.
    public static final int MAX_TEXT = 1024 * 1024;

    /// Deepest nesting of objects and arrays.
    public static final int MAX_NESTING = 64;

    /// Most values in one file.
    public static final int MAX_VALUES = 100_000;

    private SafetyLimits() {}

    /// @return the tree, or null where a finding says why there is none
    static @Nullable JsonNode parse(String text, Findings findings) {
        if (text.length() > MAX_TEXT) {
            error(findings, "text-too-long", "", text.length() + " characters", MAX_TEXT);
            return null;
        }
        try {
            JsonNode definition = Json.parse(text);
            DuplicateKeys.find(text, findings);
            return definition;
        } catch (MalformedJsonException e) {
            findings.error(
                    Stage.DOCUMENT,
                    "malformed-json",
                    "",
                    String.valueOf(e.getMessage()),
                    "one JSON object");
            return null;
        }
    }

    /// Whether the tree is small enough to look at further; a finding says why not.
    static boolean hold(JsonNode definition, Findings findings) {
        if (!definition.isObject()) {
            findings.error(
                    Stage.SCHEMA,
                    "wrong-type",
                    "",
                    definition.getNodeType().name().toLowerCase(Locale.ROOT),
                    "an object: the workflow definition");
            return false;
        }
        Count count = new Count();
        count.visit(definition, 1);
        if (count.tooDeep != null) {
            error(
                    findings,
                    "nested-too-deep",
                    count.tooDeep,
                    "more than " + MAX_NESTING + " levels",
                    MAX_NESTING);
        }
        if (count.values > MAX_VALUES) {
            error(
                    findings,
                    "too-many-values",
                    "",
                    "more than " + MAX_VALUES + " values",
                    MAX_VALUES);
        }
        if (count.text > MAX_TEXT) {
            error(findings, "text-too-long", "", "more than " + MAX_TEXT + " characters", MAX_TEXT);
        }
        if (count.infinite != null) {
            findings.error(
                    Stage.DOCUMENT,
                    "non-finite-number",
                    count.infinite,
                    "a number beyond the range of a double",
                    "finite numbers");
        }
        return !findings.hasErrors();
    }

    private static void error(
            Findings findings, String code, String pointer, String found, int max) {
        findings.error(Stage.DOCUMENT, code, pointer, found, "at most " + max);
    }

    /// Walks no further than the bounds, so the walk itself is bounded. Remembers the first place
    /// of each kind.
    private static final class Count {
        private final Deque<Object> path = new ArrayDeque<>();
        private int values;
        private long text;
        private @Nullable String tooDeep;
        private @Nullable String infinite;

        private void visit(JsonNode node, int depth) {
            values++;
            text += node.isTextual() ? node.textValue().length() : 0;
            if (infinite == null && node.isNumber() && !Double.isFinite(node.doubleValue())) {
                infinite = pointer();
            }
            if (depth > MAX_NESTING) {
                tooDeep = tooDeep == null ? pointer() : tooDeep;
                return;
            }
            if (values > MAX_VALUES || text > MAX_TEXT) {
                return;
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                visit(node.get(i), i, depth);
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                visit(member.getValue(), member.getKey(), depth);
            }
        }

        private void visit(JsonNode child, Object step, int depth) {
            path.addLast(step);
            visit(child, depth + 1);
            path.removeLast();
        }

        private String pointer() {
            JsonPointer at = JsonPointer.empty();
            for (Object step : path) {
                at =
                        step instanceof Integer i
                                ? at.appendIndex(i)
                                : at.appendProperty(step.toString());
            }
            return at.toString();
        }
    }
}
