package dev.workrail.projections.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.Outcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StatDeltaTest {
    private static final Instant NINE = Instant.parse("2026-03-01T09:59:59Z");
    private static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void shouldCountAcceptanceAndEndEachInItsOwnHour() {
        StatDelta delta = new StatDelta(ChronoUnit.HOURS);

        delta.moved(null, ended(NINE, TEN, Outcome.SUCCESS, 700));

        assertThat(delta.changes()).hasSize(2);
        long[] nine = delta.changes().get(bucket("2026-03-01T09:00:00Z"));
        long[] ten = delta.changes().get(bucket("2026-03-01T10:00:00Z"));
        assertThat(nine[0]).isEqualTo(1);
        assertThat(nine[1]).isZero();
        assertThat(ten[1]).isEqualTo(1);
        assertThat(ten[10]).isEqualTo(700);
    }

    @Test
    void shouldMoveASumByTheDifferenceWhenAViewChanges() {
        StatDelta delta = new StatDelta(ChronoUnit.DAYS);

        delta.moved(ended(NINE, TEN, Outcome.ERROR, 700), ended(NINE, TEN, Outcome.SUCCESS, 900));

        long[] day = delta.changes().get(bucket("2026-03-01T00:00:00Z"));
        assertThat(day[0]).isZero();
        assertThat(day[1]).isEqualTo(1);
        assertThat(day[2]).isEqualTo(-1);
        assertThat(day[10]).isEqualTo(200);
    }

    @Test
    void shouldChangeNothingWhenNothingChanged() {
        StatDelta delta = new StatDelta(ChronoUnit.HOURS);
        StatSource same = ended(NINE, TEN, Outcome.SUCCESS, 1);

        delta.moved(same, same);

        assertThat(delta.changes()).isEmpty();
    }

    /// However many states a session passes through, its last one is what it adds.
    @Property(tries = 200)
    void shouldSumUpToTheLastState(@ForAll long seed) {
        Random random = new Random(seed);
        Map<StatDelta.Bucket, Long> sums = new HashMap<>();
        StatSource last = null;
        for (int i = 0; i < 6; i++) {
            StatSource next = random(random);
            StatDelta delta = new StatDelta(ChronoUnit.HOURS);
            delta.moved(last, next);
            delta.changes().forEach((bucket, row) -> sums.merge(bucket, row[10], Long::sum));
            last = next;
        }
        StatDelta once = new StatDelta(ChronoUnit.HOURS);
        once.moved(null, last);
        Map<StatDelta.Bucket, Long> expected = new HashMap<>();
        once.changes().forEach((bucket, row) -> expected.put(bucket, row[10]));
        sums.values().removeIf(value -> value == 0);
        expected.values().removeIf(value -> value == 0);

        assertThat(sums).isEqualTo(expected);
    }

    private static StatSource random(Random random) {
        Instant created = NINE.plusSeconds(random.nextInt(10_000));
        Outcome outcome = Outcome.values()[random.nextInt(7)];
        return random.nextBoolean()
                ? ended(
                        created,
                        created.plusSeconds(random.nextInt(9000)),
                        outcome,
                        1 + random.nextInt(99))
                : new StatSource("wr.x", "fix", created, null, null, 1, 1, 5, null, null);
    }

    private static StatSource ended(Instant created, Instant at, Outcome outcome, long cost) {
        return new StatSource("wr.x", "fix", created, at, outcome, 10, 20, cost, 30L, 40L);
    }

    private static StatDelta.Bucket bucket(String start) {
        return new StatDelta.Bucket(Instant.parse(start), "wr.x", "fix");
    }
}
