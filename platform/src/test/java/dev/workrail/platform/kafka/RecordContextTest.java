package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.event.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class RecordContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void shouldNameOrgSessionTriggerAndTraceWhileTheEventIsHandled() {
        try (RecordContext context = RecordContext.of(event("acme/sess_1", TRACEPARENT))) {
            context.with("trigger", "issues");

            assertThat(MDC.get("org")).isEqualTo("acme");
            assertThat(MDC.get("session")).isEqualTo("sess_1");
            assertThat(MDC.get("trigger")).isEqualTo("issues");
            assertThat(MDC.get("traceId")).isEqualTo(TRACE);
        }
        assertThat(MDC.get("session")).isNull();
        assertThat(MDC.get("trigger")).isNull();
    }

    @Test
    void shouldTellATriggerFromItsEvents() {
        try (var _ = RecordContext.about(event("acme/te_1", null))) {
            assertThat(MDC.get("triggerEvent")).isEqualTo("te_1");
            assertThat(MDC.get("trigger")).isNull();
        }
        try (var _ = RecordContext.about(event("acme/trigger/issues", null))) {
            assertThat(MDC.get("trigger")).isEqualTo("issues");
        }
    }

    @Test
    void shouldSayAgainWhatWasSaidBeforeOnceClosed() {
        MDC.put("traceId", "of the request");

        try (var _ = RecordContext.about(event("acme/te_1", TRACEPARENT))) {
            assertThat(MDC.get("traceId")).isEqualTo(TRACE);
        }

        assertThat(MDC.get("traceId")).isEqualTo("of the request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRACEPARENT,
                "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-of-a-later-version"
            })
    void shouldKeepATraceparentASenderGave(String given) {
        assertThat(TraceContext.givenOrCurrent(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "none",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
            })
    void shouldNotKeepATraceparentThatHasNotTheFormOfOne(String given) {
        assertThat(TraceContext.givenOrCurrent(given)).isNull();
    }

    private static Envelope<String> event(String subject, @Nullable String traceparent) {
        return new Envelope<>(
                "evt_1", "/test", "test", subject, Instant.EPOCH, traceparent, "data");
    }
}
