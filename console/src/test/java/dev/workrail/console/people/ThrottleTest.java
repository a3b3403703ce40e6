package dev.workrail.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private final Throttle throttle = new Throttle(5);

    @Test
    void shouldLetTheFirstTriesThrough() {
        assertThat(throttle.left(4, NOON, NOON)).isEmpty();
    }

    @Test
    void shouldDoubleTheWaitWithEachFurtherTry() {
        assertThat(throttle.left(5, NOON, NOON)).contains(Duration.ofSeconds(1));
        assertThat(throttle.left(6, NOON, NOON)).contains(Duration.ofSeconds(2));
        assertThat(throttle.left(9, NOON, NOON.plusSeconds(6))).contains(Duration.ofSeconds(10));
    }

    @Test
    void shouldWaitAQuarterOfAnHourAtMost() {
        assertThat(throttle.left(1_000_000, NOON, NOON)).contains(Duration.ofMinutes(15));
    }

    @Test
    void shouldWelcomeTheNextTryWhenTheWaitIsOver() {
        assertThat(throttle.left(5, NOON, NOON.plusSeconds(1))).isEmpty();
    }

    @Test
    void shouldForgetAfterAQuietHour() {
        assertThat(throttle.left(1_000, NOON, NOON.plusSeconds(3_601))).isEmpty();
    }
}
