package dev.workrail.dispatcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final CommitPace pace = new CommitPace(clock);

    @Test
    void shouldCommitWhatCameOfAFreshRecordAtOnce() {
        for (int i = 0; i < 3; i++) {
            passes(10);
            assertThat(pace.isDue(ago(5))).isTrue();
            assertThat(pace.isOwed()).isFalse();
        }
    }

    @Test
    void shouldCommitAtOnceWhatCameAfterTheLastCommitWasAskedForHoweverLongThatTook() {
        // given
        pace.isDue(ago(1));
        passes(1);
        Instant written = clock.instant();

        // when
        passes(500);

        // then
        assertThat(pace.isDue(written)).isTrue();
    }

    @Test
    void shouldTakeTurnsOfTheSameLengthOnABacklog() {
        // given a backlog, and a commit that takes 60 ms
        Instant written = ago(60_000);
        assertThat(pace.isDue(written)).isTrue();
        passes(60);

        // when the next records take 20 ms each
        for (int i = 0; i < 3; i++) {
            assertThat(pace.isDue(written)).as("record %d of the turn", i).isFalse();
            passes(20);
        }

        // then
        assertThat(pace.isDue(written)).isTrue();
    }

    @Test
    void shouldOweACommitWhereTheLineEndsWithinATurn() {
        // given
        Instant written = ago(60_000);
        pace.isDue(written);
        passes(60);
        assertThat(pace.isDue(written)).isFalse();

        // then
        passes(50);
        assertThat(pace.isOwed()).isFalse();
        passes(10);
        assertThat(pace.isOwed()).isTrue();
        assertThat(pace.isOwed()).as("asked for, so it is owed no more").isFalse();
    }

    @Test
    void shouldBoundATurn() {
        // given a commit that took a minute
        Instant written = ago(1);
        pace.isDue(written);
        passes(60_000);
        assertThat(pace.isDue(written)).isFalse();

        // when
        clock.advance(CommitPace.LONGEST);

        // then
        assertThat(pace.isDue(written)).isTrue();
    }

    @Test
    void shouldHaveFreshRecordsShareTheCommitsOfABacklogAndNoneAfterIt() {
        // given two turns on a backlog, with commits of 100 ms
        Instant old = ago(60_000);
        pace.isDue(old);
        passes(100);
        pace.isDue(old);
        passes(100);
        assertThat(pace.isDue(old)).isTrue();
        passes(100);

        // then what runs comes first, but leaves time for the backlog
        assertThat(pace.isDue(ago(1))).isFalse();
        passes(100);
        assertThat(pace.isDue(ago(1))).isTrue();

        // when no turn met the backlog any more
        passes(100);

        // then
        assertThat(pace.isDue(ago(1))).isTrue();
    }

    private Instant ago(long millis) {
        return clock.instant().minusMillis(millis);
    }

    private void passes(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }
}
