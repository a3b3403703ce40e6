package dev.workrail.app.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the calls of an operation from the document: its example as it stands, then one oddity
/// after the other, in a parameter, a field or the body as a whole.
final class Calls {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final int DEPTH = 3;
    private static final int LONGEST = 3_500;

    private final Values values;
    private final Map<String, String> names;
    private int fresh;

    /// @param names what stands for each path parameter, and after a `?` for a query's, encoded
    Calls(Values values, Map<String, String> names) {
        this.values = values;
        this.names = names;
    }

    /// @param most how many at most: the example, and of the odd ones those that the seed chooses
    List<Call> of(ApiOperation operation, int most) {
        List<Call> odd = new ArrayList<>();
        parameters(operation, odd);
        operation.body().ifPresent(body -> bodies(operation, body, odd));
        values.shuffle(odd);
        List<Call> calls = new ArrayList<>();
        calls.add(call(operation, "", Map.of(), example(operation)));
        calls.addAll(odd.subList(0, Math.min(most - 1, odd.size())));
        return calls;
    }

    /// The document's example, with an id of its own where it makes something.
    private Optional<JsonNode> example(ApiOperation operation) {
        return operation
                .body()
                .flatMap(ApiOperation.Body::example)
                .map(given -> {
                    JsonNode example = given.deepCopy();
                    if (operation.method().equals("POST")
                            && example instanceof ObjectNode object
                            && object.has("id")
                            && !operation.path().endsWith("/validate")) {
                        fresh++;
                        object.put("id", "fresh-" + fresh);
                    }
                    return example;
                });
    }

    private void parameters(ApiOperation operation, List<Call> calls) {
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            List<JsonNode> tried = new ArrayList<>(values.boundary(parameter.schema()));
            tried.addAll(values.hostile(parameter.schema()));
            for (JsonNode value : tried) {
                String text = value.isValueNode() ? value.asText() : value.toString();
                if (sendable(parameter, text)) {
                    calls.add(
                            call(
                                    operation,
                                    parameter.name() + " = " + shown(text),
                                    Map.of(parameter.name(), encoded(parameter, text)),
                                    example(operation)));
                }
            }
            if (!parameter.in().equals("header")) {
                for (String raw : List.of("%C3%28", "%ED%A0%80", "%2e%2e%2f", "a%2Fb", "%25")) {
                    calls.add(
                            call(
                                    operation,
                                    parameter.name() + " = raw " + raw,
                                    Map.of(parameter.name(), raw),
                                    example(operation)));
                }
            }
        }
    }

    /// The client sends no header with a line break; the server reads no longer first line.
    private static boolean sendable(ApiOperation.Parameter parameter, String text) {
        boolean header = parameter.in().equals("header");
        return (header ? text.length() : percent(text).length()) < LONGEST
                && (!header || text.chars().allMatch(c -> c >= ' ' && c < 127))
                && (!parameter.in().equals("path") || !text.isEmpty());
    }

    private static String encoded(ApiOperation.Parameter parameter, String text) {
        return parameter.in().equals("header") ? text : percent(text);
    }

    private void bodies(ApiOperation operation, ApiOperation.Body body, List<Call> calls) {
        if (body.mediaType().contains("json")) {
            fields(operation, body.schema(), JsonPointer.empty(), calls, 0);
            missing(operation, calls);
            ObjectNode unknown = copy(operation);
            calls.add(call(operation, "an unknown field", unknown.put("noSuchField", 1)));
        }
        for (RawBody raw : RawBody.all(bytes(copy(operation)))) {
            calls.add(
                    new Call(
                            operation,
                            raw.what(),
                            target(operation, Map.of()),
                            Map.of(),
                            raw.mediaType() == null ? body.mediaType() : raw.mediaType(),
                            raw.bytes()));
        }
    }

    private void fields(
            ApiOperation operation, JsonNode of, JsonPointer at, List<Call> calls, int depth) {
        JsonNode schema = operation.document().resolved(of);
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonPointer pointer = at.appendProperty(property.getKey());
            List<JsonNode> tried = new ArrayList<>(values.boundary(property.getValue()));
            tried.addAll(values.hostile(property.getValue()));
            for (JsonNode value : tried) {
                ObjectNode changed = copy(operation);
                put(changed, pointer, value);
                calls.add(call(operation, pointer + " = " + shown(value.toString()), changed));
            }
            if (depth < DEPTH) {
                fields(operation, property.getValue(), pointer, calls, depth + 1);
            }
        }
    }

    private void missing(ApiOperation operation, List<Call> calls) {
        for (Map.Entry<String, JsonNode> field : copy(operation).properties()) {
            ObjectNode without = copy(operation);
            without.remove(field.getKey());
            calls.add(call(operation, "without " + field.getKey(), without));
        }
    }

    private ObjectNode copy(ApiOperation operation) {
        return example(operation)
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private static void put(ObjectNode root, JsonPointer pointer, JsonNode value) {
        ObjectNode object = root;
        JsonPointer at = pointer;
        while (!at.tail().matches()) {
            String name = at.getMatchingProperty();
            object = object.get(name) instanceof ObjectNode inner ? inner : object.putObject(name);
            at = at.tail();
        }
        object.set(at.getMatchingProperty(), value);
    }

    private Call call(ApiOperation operation, String what, JsonNode body) {
        return call(operation, what, Map.of(), Optional.of(body));
    }

    private Call call(
            ApiOperation operation,
            String what,
            Map<String, String> parameters,
            Optional<JsonNode> body) {
        Map<String, String> headers = new LinkedHashMap<>();
        operation.parameters().stream()
                .filter(one -> one.in().equals("header") && parameters.containsKey(one.name()))
                .forEach(one -> headers.put(one.name(), parameters.get(one.name())));
        @Nullable String mediaType =
                operation.body().map(ApiOperation.Body::mediaType).orElse(null);
        return new Call(
                operation,
                what,
                target(operation, parameters),
                headers,
                body.isPresent() ? mediaType : null,
                body.map(node -> node.isTextual() ? utf8(node.asText()) : bytes(node))
                        .orElse(null));
    }

    private String target(ApiOperation operation, Map<String, String> parameters) {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        for (ApiOperation.Parameter parameter : operation.parameters()) {
            String given = parameters.get(parameter.name());
            if (parameter.in().equals("path")) {
                String value =
                        given == null
                                ? percent(names.getOrDefault(parameter.name(), "none"))
                                : given;
                path = path.replace("{" + parameter.name() + "}", value);
            } else if (parameter.in().equals("query")) {
                String value = given == null ? names.get("?" + parameter.name()) : given;
                if (value != null) {
                    query.add(percent(parameter.name()) + "=" + value);
                }
            }
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private static byte[] bytes(JsonNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String shown(String given) {
        String text = printable(given);
        return text.length() > 40 ? text.substring(0, 40) + "… (" + text.length() + ")" : text;
    }

    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }

    static String percent(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : utf8(text)) {
            char c = (char) (one & 0xff);
            if (c < 128 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }

    /// Bodies that are odd as a whole.
    private record RawBody(String what, @Nullable String mediaType, byte[] bytes) {
        static List<RawBody> all(byte[] good) {
            String text = new String(good, StandardCharsets.UTF_8);
            List<RawBody> all = new ArrayList<>();
            all.add(new RawBody("nothing", null, new byte[0]));
            for (String body :
                    List.of(
                            "null",
                            "{",
                            "{}",
                            "[]",
                            "\"text\"",
                            "17",
                            "true",
                            "[null]",
                            "{\"a\":NaN}",
                            text + text,
                            text + "}",
                            "[".repeat(1_200) + "]".repeat(1_200),
                            "{\"a\":".repeat(1_200) + "1" + "}".repeat(1_200),
                            "{\"a\":" + "9".repeat(5_000) + "}",
                            "{\"\":1}",
                            "{\"id\":\"a\",\"id\":\"b\",\"name\":\"a\",\"name\":\"b\"}",
                            "{\"id\":\"\\ud800\",\"name\":\"\\ud800\"}",
                            "/* */" + text)) {
                all.add(new RawBody("body " + shown(body), null, utf8(body)));
            }
            all.add(new RawBody("invalid UTF-8", null, invalid(text)));
            all.add(new RawBody("UTF-16", null, text.getBytes(StandardCharsets.UTF_16)));
            for (String type :
                    List.of(
                            "text/plain",
                            "application/xml",
                            "application/json; charset=utf-16",
                            "application/x-www-form-urlencoded",
                            "multipart/form-data; boundary=x",
                            "nonsense",
                            "*/*")) {
                all.add(new RawBody("as " + type, type, good));
            }
            return all;
        }

        private static byte[] invalid(String text) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] around = utf8("{\"name\":\"");
            bytes.writeBytes(around);
            bytes.writeBytes(new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, (byte) 0xED, (byte) 0xA0});
            bytes.writeBytes(utf8("\"," + (text.length() > 2 ? text.substring(1) : "}")));
            return bytes.toByteArray();
        }
    }
}
