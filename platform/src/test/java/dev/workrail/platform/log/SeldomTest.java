package dev.workrail.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Seldom seldom = new Seldom(Duration.ofSeconds(30), nanos::get);

    @Test
    void shouldTellTheFirstAndThenOnePerPeriodWithTheNumberOfTheOthers() {
        assertThat(seldom.tell()).hasValue(0);
        assertThat(seldom.tell()).isEmpty();
        after(Duration.ofSeconds(29));
        assertThat(seldom.tell()).isEmpty();
        after(Duration.ofSeconds(1));
        assertThat(seldom.tell()).hasValue(2);
        assertThat(seldom.tell()).isEmpty();
    }

    @Test
    void shouldTellAtOnceWhatComesBackAfterItWasOver() {
        // given
        seldom.tell();
        seldom.tell();

        // when
        boolean over = seldom.over();

        // then
        assertThat(over).isTrue();
        assertThat(seldom.over()).isFalse();
        assertThat(seldom.tell()).hasValue(0);
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
