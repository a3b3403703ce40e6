package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.CronSchedule;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {
    @Test
    void shouldFireOnceInAGap() {
        // In Berlin 02:00 to 03:00 does not exist on 29 March 2026.
        assertThat(times("30 2 * * *", "2026-03-28T00:00:00Z", 3))
                .containsExactly(
                        "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        assertThat(times("*/15 * * * *", "2026-03-29T00:44:00Z", 3))
                .containsExactly(
                        "2026-03-29T00:45:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:15:00Z");
    }

    @Test
    void shouldFireOnceInAnOverlap() {
        // In Berlin 02:00 to 03:00 happens twice on 25 October 2026.
        assertThat(times("30 2 * * *", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        assertThat(times("0 * * * *", "2026-10-24T23:30:00Z", 3))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void shouldSayWhatIsWrongWithASchedule() {
        assertThatThrownBy(() -> CronClock.of(new CronSchedule("0 0 * * *", "Mars/Olympus")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("IANA time zone");
        assertThatThrownBy(() -> CronClock.of(new CronSchedule("often", "UTC")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRunAScheduleWhenItsTimeHasCome() {
        // given: it is 12:00:00
        Story story = new Story();
        story.ticks();
        story.beats("w1", 1);
        story.configures(Given.schedule("nightly", "1 12 * * *", "UTC"));

        // when
        story.passes(Duration.ofSeconds(58), "w1", 1);
        assertThat(story.said(SchedulingEvent.Queued.class)).isEmpty();
        story.passes(Duration.ofSeconds(120), "w1", 1);

        // then
        assertThat(story.said(SchedulingEvent.Queued.class))
                .singleElement()
                .satisfies(queued -> {
                    assertThat(queued.spec().source().provider()).isEqualTo("schedule");
                    assertThat(queued.spec().source().revision()).isEqualTo("2026-03-01T12:01:00Z");
                    assertThat(queued.spec().goal()).isEqualTo("Nightly run");
                });
    }

    @Test
    void shouldFireOnceForAllThatWasMissed() {
        // given
        Story story = new Story();
        story.ticks();
        story.configures(Given.schedule("often", "*/5 * * * *", "UTC"));

        // when nobody ticks for an hour
        story.jumps(Duration.ofHours(1));
        story.ticks();

        // then
        assertThat(story.said(SchedulingEvent.Queued.class)).hasSize(1);
    }

    @Test
    void shouldStopWhenTheTriggerIsDisabled() {
        // given
        Story story = new Story();
        story.ticks();
        ConfigValue.Trigger trigger = Given.schedule("often", "* * * * *", "UTC");
        story.configures(trigger);

        // when
        story.configures(Given.disabled("often"));
        story.passes(Duration.ofMinutes(3));

        // then
        assertThat(story.said(SchedulingEvent.Queued.class)).isEmpty();
        assertThat(story.state().crons().isEmpty()).isTrue();
    }

    @Test
    void shouldMakeADeadLetterOfAScheduleThatCannotBeRead() {
        // given
        Story story = new Story();
        story.ticks();

        // when
        story.configures(Given.schedule("odd", "61 * * * *", "UTC"));

        // then
        assertThat(story.letters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.code()).isEqualTo("bad_schedule"));
    }

    private static List<String> times(String expression, String after, int count) {
        CronClock clock = CronClock.of(new CronSchedule(expression, "Europe/Berlin"));
        List<String> times = new ArrayList<>();
        Instant at = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            at = clock.next(at);
            times.add(at.toString());
        }
        return times;
    }
}
