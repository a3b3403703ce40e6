package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What log lines say about the record at hand while it is handled: org, session or trigger, trace
/// id, and where the record lies. Taken from the envelope's subject, `org/id`.
public final class RecordContext implements AutoCloseable {
    /// W3C Trace Context, section 3.2: version, trace id, parent id, flags.
    private static final Pattern TRACEPARENT =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final TraceContext.Handling handling;
    private final Deque<MDC.MDCCloseable> entries = new ArrayDeque<>();

    private RecordContext(TraceContext.Handling handling) {
        this.handling = handling;
    }

    /// Puts the record's context on the calling thread until closed, and handles it in a span of
    /// the trace that caused it.
    public static RecordContext of(Received<?> record) {
        RecordContext context = of(record.envelope(), "handle " + record.topic());
        context.put("topic", record.topic());
        context.put("partition", Integer.toString(record.partition()));
        context.put("offset", Long.toString(record.offset()));
        return context;
    }

    /// Puts the event's context on the calling thread until closed.
    public static RecordContext of(Envelope<?> event) {
        return of(event, "handle " + event.type());
    }

    private static RecordContext of(Envelope<?> event, String what) {
        RecordContext context = new RecordContext(TraceContext.enter(event.traceparent(), what));
        int slash = event.subject().indexOf('/');
        if (slash > 0) {
            context.put("org", event.subject().substring(0, slash));
            context.putSubject(event.subject().substring(slash + 1));
        }
        context.put("traceId", traceId(event.traceparent()));
        return context;
    }

    private void putSubject(String id) {
        if (id.startsWith("sess_")) {
            put("session", id);
        } else if (id.startsWith("te_") || id.startsWith("trigger/")) {
            put("trigger", id);
        }
    }

    private static @Nullable String traceId(@Nullable String traceparent) {
        if (traceparent == null) {
            return null;
        }
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private void put(String key, @Nullable String value) {
        if (value != null) {
            entries.push(MDC.putCloseable(key, value));
        }
    }

    @Override
    public void close() {
        entries.forEach(MDC.MDCCloseable::close);
        handling.close();
    }
}
