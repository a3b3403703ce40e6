package dev.workrail.engine.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reading JSON text and looking into trees without surprises.
///
/// Reading is bounded: nesting 128, one string 8 MiB, whole text 16 MiB (UTF-16 units).
/// Thread-safe.
public final class Json {
    /// Deepest accepted nesting of objects and arrays.
    public static final int MAX_NESTING = 128;

    /// Longest accepted text, UTF-16 units.
    public static final int MAX_TEXT = 16 * 1024 * 1024;

    private static final int MAX_STRING = 8 * 1024 * 1024;
    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    /// @throws MalformedJsonException where `text` is not one JSON value, or over a bound; the
    ///   message says what and where
    public static JsonNode parse(String text) {
        if (text.length() > MAX_TEXT) {
            throw new MalformedJsonException(
                    "text has " + text.length() + " characters, at most " + MAX_TEXT + " are read");
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || node.isMissingNode()) {
                throw new MalformedJsonException("expected a JSON value, the text is empty");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw MalformedJsonException.from(e);
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The member's value, or null where `node` is no object, the member is absent or JSON null.
    public static @Nullable JsonNode get(@Nullable JsonNode node, String field) {
        JsonNode value = node == null ? null : node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /// The member where it is a string, else null.
    public static @Nullable String text(@Nullable JsonNode node, String field) {
        JsonNode value = get(node, field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    /// The member where it is a string, else the fallback.
    public static String text(@Nullable JsonNode node, String field, String fallback) {
        String value = text(node, field);
        return value == null ? fallback : value;
    }

    /// True only where the member is the JSON value true.
    public static boolean isTrue(@Nullable JsonNode node, String field) {
        JsonNode value = get(node, field);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /// The elements of an array member; empty where there is no such array.
    public static List<JsonNode> list(@Nullable JsonNode node, String field) {
        JsonNode value = get(node, field);
        if (value == null || !value.isArray()) {
            return List.of();
        }
        List<JsonNode> out = new ArrayList<>(value.size());
        value.forEach(out::add);
        return List.copyOf(out);
    }

    /// The strings of an array member; other elements are left out.
    public static List<String> texts(@Nullable JsonNode node, String field) {
        return list(node, field).stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /// Whether a value is nested deeper than so many levels of objects and arrays. Looks no further
    /// than that, so it is safe for trees of any depth.
    public static boolean isDeeper(JsonNode value, int levels) {
        if (!value.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode child : value) {
            if (isDeeper(child, levels - 1)) {
                return true;
            }
        }
        return false;
    }

    private static JsonMapper mapper() {
        StreamReadConstraints bounds =
                StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxStringLength(MAX_STRING)
                        .build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(bounds).build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
