package dev.workrail.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// A worker never believes in its lease longer than the dispatcher does.
final class LeaseTermTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration WINDOW = Duration.ofSeconds(15);

    @Test
    void shouldCountFromTheSendingOfAHeartbeat() {
        // when
        LeaseTerm term =
                LeaseTerm.begin(START, WINDOW)
                        .confirmed(START.plusSeconds(3), START.plusSeconds(9));

        // then
        assertThat(term.deadline()).isEqualTo(START.plusSeconds(18));
    }

    @Test
    void shouldNotBeExtendedByAConfirmationAfterTheDeadline() {
        // when
        LeaseTerm term =
                LeaseTerm.begin(START, WINDOW)
                        .confirmed(START.plusSeconds(14), START.plusSeconds(15));

        // then
        assertThat(term.deadline()).isEqualTo(START.plusSeconds(15));
    }

    @Test
    void shouldStopAMarginBeforeTheDeadline() {
        // given
        LeaseTerm term = LeaseTerm.begin(START, WINDOW);

        // then
        assertThat(term.allows(START.plusMillis(11_999))).isTrue();
        assertThat(term.allows(START.plusSeconds(12))).isFalse();
    }

    @Test
    void shouldTakeTheWindowTheDispatcherGranted() {
        assertThat(LeaseTerm.begin(START, WINDOW).granted(Duration.ofSeconds(5)).deadline())
                .isEqualTo(START.plusSeconds(5));
    }

    /// The dispatcher counts each heartbeat from when the log has it, which is between its sending
    /// and its confirmation; it expires the lease at the first gap of a window.
    @Property
    void shouldNeverOutliveTheDispatchersView(
            @ForAll @Size(max = 30) List<@IntRange(max = 20_000) Integer> gaps,
            @ForAll @Size(max = 30) List<@IntRange(max = 20_000) Integer> delays) {
        LeaseTerm term = LeaseTerm.begin(START, WINDOW);
        Instant dispatcher = START.plus(WINDOW);
        Instant sent = START;
        for (int i = 0; i < Math.min(gaps.size(), delays.size()); i++) {
            sent = sent.plusMillis(gaps.get(i));
            Instant logged = sent.plusMillis(delays.get(i) / 2);
            Instant confirmed = sent.plusMillis(delays.get(i));
            if (logged.isBefore(dispatcher)) {
                dispatcher = later(dispatcher, logged.plus(WINDOW));
            }
            term = term.confirmed(sent, confirmed);
            assertThat(term.deadline()).isBeforeOrEqualTo(dispatcher);
        }
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
