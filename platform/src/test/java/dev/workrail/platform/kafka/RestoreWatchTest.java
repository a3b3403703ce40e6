package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.testkit.MutableClock;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreWatchTest {
    private static final TopicPartition SLOTS = new TopicPartition("app-slots-changelog", 0);
    private static final TopicPartition SEEN = new TopicPartition("app-seen-changelog", 3);

    private final MutableClock clock = MutableClock.at("2026-11-21T00:00:00Z");
    private final RestoreWatch watch = new RestoreWatch(Duration.ofSeconds(60), clock);

    @Test
    void shouldNameThePartitionThatStandsStill() {
        // given
        watch.onRestoreStart(SLOTS, "slots", 0, 200);
        watch.onRestoreStart(SEEN, "seen", 0, 90);
        clock.advance(Duration.ofSeconds(50));
        watch.onBatchRestored(SLOTS, "slots", 99, 100);

        // when
        clock.advance(Duration.ofSeconds(11));

        // then
        assertThat(watch.stall().orElseThrow())
                .contains("store seen", "2026-11-21T00:00:00Z", "offset 0 of 90", SEEN.toString());
    }

    @Test
    void shouldBeSilentWhileEveryStoreMoves() {
        // given
        watch.onRestoreStart(SLOTS, "slots", 0, 200);

        // when
        for (int batch = 0; batch < 5; batch++) {
            clock.advance(Duration.ofSeconds(60));
            assertThat(watch.stall()).isEmpty();
            watch.onBatchRestored(SLOTS, "slots", batch, 1);
        }

        // then
        assertThat(watch.stall()).isEmpty();
    }

    @Test
    void shouldForgetAStoreThatIsRestoredOrGivenAway() {
        // given
        watch.onRestoreStart(SLOTS, "slots", 0, 200);
        watch.onRestoreStart(SEEN, "seen", 0, 90);

        // when
        watch.onRestoreEnd(SLOTS, "slots", 200);
        watch.onRestoreSuspended(SEEN, "seen", 10);
        clock.advance(Duration.ofHours(1));

        // then
        assertThat(watch.stall()).isEmpty();
    }
}
