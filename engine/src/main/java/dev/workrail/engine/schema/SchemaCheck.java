package dev.workrail.engine.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Severity;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.finding.Spelling;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks the form of a definition against the schema of the version it declares.
///
/// Absent means version 1; a version up to the current one is held to its own schema. A newer one
/// is held to the current schema leniently: what a later version may have added (keys, names in
/// closed sets, patterns) is a warning, what keeps a run bounded and readable (presence, type,
/// length, range) stays an error.
public final class SchemaCheck {
    private static final Set<String> LENIENT =
            Set.of("additionalProperties", "enum", "const", "pattern", "uniqueItems");

    private final SchemaVersions versions;

    public SchemaCheck(SchemaVersions versions) {
        this.versions = versions;
    }

    public void check(JsonNode definition, Findings findings) {
        long version = SchemaVersions.declared(definition);
        boolean newer = version > versions.current();
        if (newer) {
            findings.warning(
                    Stage.SCHEMA,
                    "newer-schema-version",
                    "/schemaVersion",
                    "version " + version,
                    "at most " + versions.current() + "; what is unknown here is not acted on");
        }
        WorkflowSchema schema = versions.schema(version);
        for (Error error : schema.errors(definition)) {
            boolean lenient = newer && LENIENT.contains(error.getKeyword());
            findings.add(finding(schema, definition, error, lenient));
        }
    }

    private static Finding finding(
            WorkflowSchema schema, JsonNode definition, Error error, boolean lenient) {
        String keyword = error.getKeyword();
        String location = error.getSchemaLocation().toString();
        JsonPointer rule = pointer(location.substring(location.indexOf('#') + 1));
        JsonPointer place = pointer(error.getInstanceLocation().toString());
        if (keyword.equals("additionalProperties")) {
            place = place.appendProperty(error.getProperty());
        }
        JsonNode value = definition.at(place);
        return new Finding(
                lenient ? Severity.WARNING : Severity.ERROR,
                Stage.SCHEMA,
                code(keyword),
                place.toString(),
                keyword.equals("required")
                        ? "no '" + error.getProperty() + "'"
                        : found(keyword, value, place),
                expected(schema.source(), keyword, rule, error));
    }

    private static JsonPointer pointer(String text) {
        return text.startsWith("/") ? JsonPointer.compile(text) : JsonPointer.empty();
    }

    private static String code(String keyword) {
        return switch (keyword) {
            case "additionalProperties" -> "unknown-key";
            case "required" -> "missing-key";
            case "type" -> "wrong-type";
            case "enum", "const" -> "not-allowed";
            case "pattern" -> "pattern-mismatch";
            case "minLength", "minItems", "minProperties" -> "too-short";
            case "maxLength", "maxItems", "maxProperties" -> "too-long";
            case "minimum", "maximum", "exclusiveMinimum" -> "out-of-range";
            case "uniqueItems" -> "duplicate-item";
            default -> keyword;
        };
    }

    private static String found(String keyword, JsonNode value, JsonPointer place) {
        if (keyword.equals("additionalProperties")) {
            return "key '" + place.last().getMatchingProperty() + "'";
        }
        if (keyword.equals("uniqueItems")) {
            return repeated(value);
        }
        return value.isTextual() && keyword.endsWith("Length")
                ? value.textValue().length() + " characters"
                : Shown.value(value);
    }

    private static String repeated(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (array.get(i).equals(array.get(j))) {
                    return "entry %d, %s, is entry %d again"
                            .formatted(i, Shown.value(array.get(i)), j);
                }
            }
        }
        return Shown.value(array);
    }

    private static String expected(JsonNode schema, String keyword, JsonPointer rule, Error error) {
        JsonNode wanted = schema.at(rule);
        return switch (keyword) {
            case "additionalProperties" ->
                    keys(error.getProperty(), Json.get(schema.at(rule.head()), "properties"));
            case "required" -> "key '" + error.getProperty() + "'";
            case "type" -> "type " + Shown.alternatives(wanted);
            case "enum" -> "one of " + Shown.alternatives(wanted);
            case "const" -> Shown.value(wanted);
            case "pattern" ->
                    Json.text(
                            schema.at(rule.head()),
                            "description",
                            "text that matches " + wanted.asText());
            case "minLength" -> "at least " + wanted.asText() + " characters";
            case "maxLength" -> "at most " + wanted.asText() + " characters";
            case "minItems", "minProperties" -> "at least " + wanted.asText() + " entries";
            case "maxItems", "maxProperties" -> "at most " + wanted.asText() + " entries";
            case "minimum" -> "at least " + wanted.asText();
            case "maximum" -> "at most " + wanted.asText();
            case "exclusiveMinimum" -> "more than " + wanted.asText();
            case "uniqueItems" -> "entries that all differ";
            default -> error.getMessage();
        };
    }

    private static String keys(String found, @Nullable JsonNode properties) {
        String known = Shown.oneOf(properties);
        String close = properties == null ? null : Spelling.closest(found, properties.fieldNames());
        return close == null ? known : "'" + close + "'? It is " + known;
    }
}
