package dev.workrail.platform.kafka;

import dev.workrail.contracts.event.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// What log lines say about the record at hand while it is handled: org, session or trigger, trace
/// id, and where the record lies. Taken from the envelope's subject, `org/id`; who knows more adds
/// it with [#with]. For one thread; closing restores what the thread said before.
public final class RecordContext implements AutoCloseable {
    private static final String TRIGGER_SUBJECT = "trigger/";

    private final TraceContext.Handling handling;
    private final Deque<Entry> replaced = new ArrayDeque<>();

    private record Entry(String key, @Nullable String value) {}

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

    /// Puts the event's context on the calling thread until closed, and handles it in a span of the
    /// trace that caused it.
    public static RecordContext of(Envelope<?> event) {
        return of(event, "handle " + event.type());
    }

    /// Puts the event's context on the calling thread until closed, without a span: for who makes
    /// the event.
    public static RecordContext about(Envelope<?> event) {
        return named(event, new TraceContext.Handling(null, null));
    }

    /// Says one thing more until closed, such as the trigger that a session came from.
    public RecordContext with(String key, @Nullable String value) {
        put(key, value);
        return this;
    }

    private static RecordContext of(Envelope<?> event, String what) {
        return named(event, TraceContext.enter(event.traceparent(), what));
    }

    private static RecordContext named(Envelope<?> event, TraceContext.Handling handling) {
        RecordContext context = new RecordContext(handling);
        int slash = event.subject().indexOf('/');
        if (slash > 0) {
            context.put("org", event.subject().substring(0, slash));
            context.putSubject(event.subject().substring(slash + 1));
        }
        context.put("traceId", TraceContext.traceId(event.traceparent()));
        return context;
    }

    private void putSubject(String id) {
        if (id.startsWith("sess_")) {
            put("session", id);
        } else if (id.startsWith("te_")) {
            put("triggerEvent", id);
        } else if (id.startsWith(TRIGGER_SUBJECT)) {
            put("trigger", id.substring(TRIGGER_SUBJECT.length()));
        }
    }

    private void put(String key, @Nullable String value) {
        if (value != null) {
            replaced.push(new Entry(key, MDC.get(key)));
            MDC.put(key, value);
        }
    }

    @Override
    public void close() {
        replaced.forEach(RecordContext::restore);
        handling.close();
    }

    private static void restore(Entry entry) {
        if (entry.value() == null) {
            MDC.remove(entry.key());
        } else {
            MDC.put(entry.key(), entry.value());
        }
    }
}
