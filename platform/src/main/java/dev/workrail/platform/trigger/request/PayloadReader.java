package dev.workrail.platform.trigger.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads a webhook body into JSON, bounded in depth.
///
/// JSON is read as it is. A form (`application/x-www-form-urlencoded`, as Slack sends and GitHub
/// can) becomes an object of texts; a `payload` field in it is itself read as JSON, which is where
/// both put their event. An empty body is an empty object. Thread-safe.
public final class PayloadReader {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MAX_FORM_FIELDS = 256;

    private final JsonMapper mapper;
    private final int maxDepth;

    /// @param maxDepth deepest accepted nesting of objects and arrays
    /// @param maxBytes longest accepted text value; the body itself is bounded before it is read
    public PayloadReader(int maxDepth, int maxBytes) {
        this.maxDepth = maxDepth;
        JsonFactory factory =
                JsonFactory.builder()
                        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(maxDepth)
                                        .maxStringLength(maxBytes)
                                        .build())
                        .build();
        this.mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();
    }

    /// @throws MalformedPayloadException where the body is neither JSON nor a form, with its place
    public JsonNode read(WebhookRequest request) {
        if (request.body().length == 0) {
            return mapper.createObjectNode();
        }
        String type = request.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith(FORM) ? form(request.body()) : json(request.body());
    }

    private JsonNode form(byte[] body) {
        ObjectNode fields = mapper.createObjectNode();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", MAX_FORM_FIELDS)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            fields.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        JsonNode payload = fields.get("payload");
        return payload == null
                ? fields
                : json(payload.textValue().getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedPayloadException(
                    "the form has a percent sign without two hexadecimal digits", 0, 0);
        }
    }

    private JsonNode json(byte[] body) {
        try {
            return mapper.readTree(body);
        } catch (StreamConstraintsException e) {
            throw at(e, "nested deeper than " + maxDepth + " levels, or a number is too long");
        } catch (JsonProcessingException e) {
            throw at(e, "is not valid JSON");
        } catch (IOException e) {
            throw new MalformedPayloadException("the body is not UTF-8, UTF-16 or UTF-32", 0, 0);
        }
    }

    private static MalformedPayloadException at(JsonProcessingException cause, String what) {
        JsonLocation place = cause.getLocation();
        if (place == null) {
            return new MalformedPayloadException("the body " + what, 0, 0);
        }
        int line = place.getLineNr();
        int column = place.getColumnNr();
        return new MalformedPayloadException(
                "line %d, column %d: the body %s".formatted(line, column, what), line, column);
    }
}
