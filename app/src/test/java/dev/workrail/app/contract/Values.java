package dev.workrail.app.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Values for a schema: such as it allows, at its bounds where it has any, and such as nobody
/// should send. The same seed makes the same values.
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int LONG_TEXT = 70_000;
    private static final int SOME_TEXT = 12;
    private static final int DEEP = 600;
    private static final int MANY = 2_000;

    /// Texts that trip those who trust them.
    private static final List<String> HOSTILE =
            List.of(
                    "",
                    " ",
                    "\0",
                    "a\0b",
                    "null",
                    "../../etc/passwd",
                    "' or 1=1 --",
                    "<script>alert(1)</script>",
                    "{{$.x}}",
                    "${jndi:ldap://x}",
                    "💣\uD83D\uDE00 ünïcode \u202e\u200b",
                    "\uD800",
                    "%00%ff",
                    "\r\nX-Injected: 1",
                    "9".repeat(400));

    private final ApiDocument document;
    private final Random random;

    Values(ApiDocument document, long seed) {
        this.document = document;
        this.random = new Random(seed);
    }

    void shuffle(List<?> some) {
        Collections.shuffle(some, random);
    }

    /// Values at the bounds of what a schema allows.
    List<JsonNode> boundary(JsonNode of) {
        JsonNode schema = document.resolved(of);
        if (schema.has("enum")) {
            return items(schema.path("enum"));
        }
        return switch (type(schema)) {
            case "string" -> texts(schema);
            case "integer", "number" -> numbers(schema);
            case "boolean" -> List.of(JSON.booleanNode(true), JSON.booleanNode(false));
            case "array" -> arrays(schema);
            case "object" -> List.of(JSON.objectNode());
            default ->
                    List.of(JSON.objectNode(), JSON.arrayNode(), JSON.textNode("x"), number("0"));
        };
    }

    /// Values that a schema does not allow, or that no reader should take for granted.
    List<JsonNode> hostile(JsonNode of) {
        JsonNode schema = document.resolved(of);
        String type = type(schema);
        List<JsonNode> all = new ArrayList<>();
        all.add(JSON.nullNode());
        if (!type.equals("string")) {
            all.add(JSON.textNode("text"));
        } else {
            HOSTILE.forEach(text -> all.add(JSON.textNode(text)));
            all.add(JSON.textNode(text(LONG_TEXT)));
            if (schema.has("maxLength")) {
                all.add(JSON.textNode(text(schema.path("maxLength").asInt() + 1)));
            }
        }
        if (!type.equals("boolean")) {
            all.add(JSON.booleanNode(true));
        }
        if (type.equals("integer") || type.equals("number")) {
            bounds(schema).forEach(bound -> all.add(JSON.numberNode(bound)));
            all.add(number("1.5"));
        }
        all.add(number("-1"));
        all.add(number("1e400"));
        all.add(JSON.numberNode(BigInteger.TEN.pow(60)));
        all.add(JSON.objectNode().put("a", 1));
        all.add(JSON.arrayNode().addNull());
        all.add(deep());
        if (type.equals("array")) {
            all.add(many(schema));
        }
        return all;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asText() : type.asText("");
    }

    private static List<JsonNode> items(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    private List<JsonNode> texts(JsonNode schema) {
        List<JsonNode> all = new ArrayList<>();
        if (schema.path("format").asText().equals("date-time")) {
            all.add(JSON.textNode(Instant.EPOCH.toString()));
            all.add(JSON.textNode("2999-12-31T23:59:59.999999999Z"));
            all.add(JSON.textNode("2026-02-28T23:59:60+14:00"));
            return all;
        }
        all.add(JSON.textNode(text(1 + random.nextInt(SOME_TEXT))));
        all.add(JSON.textNode(text(Math.max(1, schema.path("minLength").asInt(1)))));
        if (schema.has("maxLength")) {
            all.add(JSON.textNode(text(schema.path("maxLength").asInt())));
        }
        return all;
    }

    private List<JsonNode> numbers(JsonNode schema) {
        List<JsonNode> all = new ArrayList<>();
        all.add(number("0"));
        all.add(number("1"));
        if (schema.has("minimum")) {
            all.add(JSON.numberNode(schema.path("minimum").decimalValue()));
        }
        all.add(
                schema.has("maximum")
                        ? JSON.numberNode(schema.path("maximum").decimalValue())
                        : JSON.numberNode(Integer.MAX_VALUE));
        return all;
    }

    private static List<BigDecimal> bounds(JsonNode schema) {
        List<BigDecimal> all = new ArrayList<>();
        if (schema.has("minimum")) {
            all.add(schema.path("minimum").decimalValue().subtract(BigDecimal.ONE));
        }
        if (schema.has("maximum")) {
            all.add(schema.path("maximum").decimalValue().add(BigDecimal.ONE));
        }
        return all;
    }

    private List<JsonNode> arrays(JsonNode schema) {
        List<JsonNode> all = new ArrayList<>();
        all.add(JSON.arrayNode());
        boundary(schema.path("items")).forEach(item -> all.add(JSON.arrayNode().add(item)));
        return all;
    }

    private ArrayNode many(JsonNode schema) {
        ArrayNode array = JSON.arrayNode();
        JsonNode item = boundary(schema.path("items")).getFirst();
        for (int i = 0; i < MANY; i++) {
            array.add(item);
        }
        return array;
    }

    private static JsonNode deep() {
        ObjectNode root = JSON.objectNode();
        ObjectNode at = root;
        for (int i = 0; i < DEEP; i++) {
            at = at.putObject("d");
        }
        return root;
    }

    private static JsonNode number(String text) {
        return JSON.numberNode(new BigDecimal(text));
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }
}
