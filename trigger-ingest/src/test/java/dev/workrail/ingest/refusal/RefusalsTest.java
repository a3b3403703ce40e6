package dev.workrail.ingest.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.testkit.MutableClock;
import dev.workrail.testkit.Triggers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final ConfigValue.Trigger TRIGGER =
            Triggers.of("github", null, "Fix", List.of(), List.of(), Map.of(), List.of("hook"));

    private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    private final Refusals refusals = new Refusals(clock, new Random(1));

    @Test
    void shouldWriteTheFirstOfAFloodAndSayHowManyMoreThereWere() {
        // when
        List<RefusedWebhook> written = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            reject(true);
            if (i % 100 == 0) {
                written.addAll(refusals.drain());
            }
        }
        written.addAll(refusals.drain());

        // then
        assertThat(written).hasSize(Allowance.BURST);

        // when nothing comes any more
        clock.advance(Allowance.REFILL);
        written.addAll(refusals.drain());
        clock.advance(Duration.ofDays(1));
        written.addAll(refusals.drain());

        // then the last stands for all that were not written
        assertThat(written).hasSize(Allowance.BURST + 1);
        assertThat(total(written)).isEqualTo(100_000);
    }

    @Test
    void shouldNotLetStrangersHideWhatAnOrgsOwnSystemsSend() {
        // given
        for (int i = 0; i < 1_000; i++) {
            reject(false);
        }
        refusals.drain();

        // when
        reject(true);

        // then
        assertThat(refusals.drain()).singleElement().matches(one -> more(one) == 0);
    }

    /// Whatever the pace, each one is either written or counted, and no more is written than the
    /// allowance lets.
    @Property(tries = 300)
    void shouldAccountForEveryOneAndNeverExceedItsPace(
            @ForAll @Size(max = 300) List<@IntRange(min = 0, max = 20) Integer> steps) {
        // given
        MutableClock time = MutableClock.at("2026-03-01T10:00:00Z");
        Refusals all = new Refusals(time, new Random(1));
        List<RefusedWebhook> written = new ArrayList<>();
        long noted = 0;
        Duration passed = Duration.ZERO;

        // when
        for (int step : steps) {
            if (step < 15) {
                all.rejected(TRIGGER, problem(), true, time.instant());
                noted++;
            } else if (step < 18) {
                written.addAll(all.drain());
            } else {
                time.advance(Duration.ofSeconds(step));
                passed = passed.plusSeconds(step);
            }
            long may = Allowance.BURST + passed.dividedBy(Allowance.REFILL);
            assertThat(written.size()).isLessThanOrEqualTo((int) may);
        }
        written.addAll(all.drain());
        time.advance(Allowance.REFILL);
        written.addAll(all.drain());

        // then
        assertThat(total(written)).isEqualTo(noted);
    }

    private void reject(boolean signed) {
        refusals.rejected(TRIGGER, problem(), signed, clock.instant());
    }

    private static dev.workrail.platform.problem.Problem problem() {
        return ProblemException.unauthorized("the signature does not hold").problem();
    }

    private static long total(List<RefusedWebhook> written) {
        return written.stream().mapToLong(one -> 1 + more(one)).sum();
    }

    private static long more(RefusedWebhook one) {
        return ((RefusedWebhook.Rejected) one).more();
    }
}
