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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Carries W3C trace context between threads and the log. Works whether spans are exported or not:
/// without an SDK the context is passed on as it came.
public final class TraceContext {
    private static final String TRACEPARENT = "traceparent";

    /// W3C Trace Context, section 3.2: version (ff is none, 00 has no more parts), trace id and
    /// parent id (zeros are none), flags.
    private static final Pattern FORM =
            Pattern.compile(
                    "(?!ff)(?!00.{54})[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}"
                            + "-[0-9a-f]{2}(-.{0,200})?");

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

    /// A `traceparent` given by a sender where it has the form of one, else that of the work at
    /// hand: readers of a malformed one would each begin a trace of their own.
    public static @Nullable String givenOrCurrent(@Nullable String given) {
        return traceId(given) == null ? current() : given;
    }

    /// The trace id of a `traceparent`; absent where it has not the form of one.
    static @Nullable String traceId(@Nullable String traceparent) {
        Matcher matcher = FORM.matcher(traceparent == null ? "" : traceparent);
        return matcher.matches() ? matcher.group(1) : null;
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
