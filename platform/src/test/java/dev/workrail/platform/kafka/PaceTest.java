package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now = 1_000;
    private final Pace pace = new Pace(Duration.ofMillis(100), () -> now);

    @Test
    void firstBatchIsTakenAtOnce() {
        assertThat(pace.left()).isZero();
    }

    @Test
    void batchesBeginAnIntervalApart() {
        // given
        pace.took(3);

        // when
        now += Duration.ofMillis(30).toNanos();

        // then
        assertThat(pace.left()).isEqualTo(Duration.ofMillis(70).toNanos());
    }

    @Test
    void whatComesAfterAPauseIsTakenAtOnce() {
        // given
        pace.took(3);

        // when
        now += Duration.ofMillis(100).toNanos();

        // then
        assertThat(pace.left()).isNotPositive();
    }

    @Test
    void emptyPollIsFollowedAtOnce() {
        // given
        pace.took(3);

        // when
        pace.took(0);

        // then
        assertThat(pace.left()).isZero();
    }

    @Test
    void largeBatchIsFollowedAtOnce() {
        // when
        pace.took(Pace.LARGE_BATCH);

        // then
        assertThat(pace.left()).isZero();
    }

    @Test
    void interruptedWaitLeavesTheThreadInterrupted() {
        // given
        pace.took(1);
        Thread.currentThread().interrupt();

        // when
        pace.await();

        // then
        assertThat(Thread.interrupted()).isTrue();
    }
}
