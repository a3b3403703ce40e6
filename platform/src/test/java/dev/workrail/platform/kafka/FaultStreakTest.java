package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FaultStreakTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final FaultStreak streak = new FaultStreak(nanos::get);

    @Test
    void shouldCountFaultsThatFollowEachOtherAndBeginAnewAfterAQuietTime() {
        assertThat(streak.next()).isEqualTo(1);
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        assertThat(streak.next()).isEqualTo(2);
        nanos.addAndGet(Duration.ofSeconds(119).toNanos());
        assertThat(streak.next()).isEqualTo(3);
        nanos.addAndGet(Duration.ofSeconds(121).toNanos());
        assertThat(streak.next()).isEqualTo(1);
    }
}
