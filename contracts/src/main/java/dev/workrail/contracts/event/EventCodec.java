package dev.workrail.contracts.event;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.Instants;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.json.MalformedJsonException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes and reads events in CloudEvents 1.0 binary mode (CloudEvents Kafka protocol binding
/// 1.0.2, section 3.2): attributes in `ce_*` headers, JSON data as the value. Stateless.
public final class EventCodec {
    /// The header that says what an event is about: `org`, or `org/` and the session or whatever
    /// else it concerns.
    public static final String SUBJECT = "ce_subject";

    private static final String SPEC_VERSION = "1.0";
    private static final String CONTENT_TYPE = "application/json";
    private static final Pattern VERSIONED = Pattern.compile("\\.v[0-9]+$");

    private EventCodec() {}

    /// The CloudEvents type of a kind: `dev.workrail.<kind>.v1`, with dots for underscores.
    ///
    /// A kind that ends in `.v2` or higher carries its own version.
    public static String type(String kind) {
        String dotted = kind.replace('_', '.');
        return "dev.workrail." + (VERSIONED.matcher(dotted).find() ? dotted : dotted + ".v1");
    }

    /// Wraps a record of ours; its type follows from its kind.
    public static <T extends Kinded> Envelope<T> envelope(
            String id,
            String source,
            String subject,
            Instant time,
            @Nullable String traceparent,
            T data) {
        return new Envelope<>(id, source, type(data.kind()), subject, time, traceparent, data);
    }

    public static EncodedEvent encode(Envelope<?> event) {
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", SPEC_VERSION);
        headers.put("ce_id", event.id());
        headers.put("ce_source", event.source());
        headers.put("ce_type", event.type());
        headers.put(SUBJECT, event.subject());
        headers.put("ce_time", event.time().toString());
        headers.put("content-type", CONTENT_TYPE);
        if (event.traceparent() != null) {
            headers.put("traceparent", event.traceparent());
        }
        return new EncodedEvent(headers, ContractsJson.write(event.data()));
    }

    /// @throws MalformedJsonException where a required attribute is absent or the data does not fit
    public static <T> Envelope<T> decode(
            Map<String, String> headers, byte @Nullable [] value, Class<T> family) {
        if (value == null) {
            throw new MalformedJsonException("expected a JSON value, was none");
        }
        T data = ContractsJson.readWhole(value, family);
        return new Envelope<>(
                required(headers, "ce_id"),
                required(headers, "ce_source"),
                required(headers, "ce_type"),
                headers.getOrDefault(SUBJECT, ""),
                time(required(headers, "ce_time")),
                headers.get("traceparent"),
                data);
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new MalformedJsonException("header " + name + ": expected a value, was absent");
        }
        return value;
    }

    private static Instant time(String text) {
        try {
            return Instants.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedJsonException("header ce_time: expected an RFC 3339 time");
        }
    }
}
