package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.Locale;
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
            error(findings, "text-too-long", text.length() + " characters", MAX_TEXT);
            return null;
        }
        try {
            return Json.parse(text);
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
        if (count.deepest > MAX_NESTING) {
            error(findings, "nested-too-deep", count.deepest + " levels", MAX_NESTING);
        }
        if (count.values > MAX_VALUES) {
            error(findings, "too-many-values", "more than " + MAX_VALUES + " values", MAX_VALUES);
        }
        if (count.text > MAX_TEXT) {
            error(findings, "text-too-long", "more than " + MAX_TEXT + " characters", MAX_TEXT);
        }
        if (count.infinite) {
            findings.error(
                    Stage.DOCUMENT,
                    "non-finite-number",
                    "",
                    "a number beyond the range of a double",
                    "finite numbers");
        }
        return !findings.hasErrors();
    }

    private static void error(Findings findings, String code, String found, int max) {
        findings.error(Stage.DOCUMENT, code, "", found, "at most " + max);
    }

    /// Walks no further than the bounds, so the walk itself is bounded.
    private static final class Count {
        private int values;
        private int deepest;
        private long text;
        private boolean infinite;

        private void visit(JsonNode node, int depth) {
            values++;
            deepest = Math.max(deepest, depth);
            text += node.isTextual() ? node.textValue().length() : 0;
            infinite |= node.isNumber() && !Double.isFinite(node.doubleValue());
            if (depth > MAX_NESTING || values > MAX_VALUES || text > MAX_TEXT) {
                return;
            }
            for (JsonNode child : node) {
                visit(child, depth + 1);
            }
        }
    }
}
