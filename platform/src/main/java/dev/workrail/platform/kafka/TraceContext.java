package dev.workrail.platform.kafka;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries W3C trace context between threads and the log. Works whether spans are exported or not:
/// without an SDK the context is passed on as it came.
public final class TraceContext {
    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> GETTER =
            new TextMapGetter<>() {
                @Override
                public Iterable<String> keys(Map<String, String> carrier) {
                    return List.copyOf(carrier.keySet());
                }

                @Override
                public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
                    return carrier == null ? null : carrier.get(key);
                }
            };

    private TraceContext() {}

    /// The `traceparent` of the work at hand, for an event it causes; absent where none is traced.
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        if (!span.isValid()) {
            return null;
        }
        return "00-%s-%s-%s"
                .formatted(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
    }

    /// Begins to handle an event in the trace that caused it.
    @SuppressWarnings("MustBeClosedChecker") // Handling closes it.
    static Handling enter(@Nullable String traceparent, String what) {
        if (traceparent == null) {
            return new Handling(null, null);
        }
        Context cause =
                W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(TRACEPARENT, traceparent), GETTER);
        Span span =
                GlobalOpenTelemetry.getTracer("dev.workrail")
                        .spanBuilder(what)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setParent(cause)
                        .startSpan();
        return new Handling(span, span.makeCurrent());
    }

    /// The span that is current on this thread until closed.
    record Handling(@Nullable Span span, @Nullable Scope scope) implements AutoCloseable {
        @Override
        public void close() {
            if (scope != null) {
                scope.close();
            }
            if (span != null) {
                span.end();
            }
        }
    }
}
