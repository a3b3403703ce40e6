package dev.workrail.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.testkit.MutableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final OrgId OTHER = new OrgId("other");
    private static final TriggerId FIX = new TriggerId("fix");
    private static final TriggerId REVIEW = new TriggerId("review");
    private static final RateLimit WIDE = new RateLimit(1000, 1000);

    private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    private final RateLimits rates = new RateLimits(clock);

    @Test
    void shouldLetABurstThroughAndThenOnePerPeriod() {
        RateLimit limit = new RateLimit(2, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take(ACME, WIDE, FIX, limit)).isEmpty();
        }

        assertThat(rates.take(ACME, WIDE, FIX, limit)).hasValue(Duration.ofMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(rates.take(ACME, WIDE, FIX, limit)).isEmpty();
        assertThat(rates.take(ACME, WIDE, FIX, limit)).isPresent();
    }

    @Test
    void shouldKeepOneOrgsFloodFromAnother() {
        RateLimit limit = new RateLimit(0.1, 1);
        rates.take(ACME, limit, FIX, WIDE);

        assertThat(rates.take(ACME, limit, REVIEW, WIDE)).isPresent();
        assertThat(rates.take(OTHER, limit, FIX, WIDE)).isEmpty();
    }

    @Test
    void shouldGiveTheTriggersTokenBackWhereTheOrgHasNone() {
        RateLimit one = new RateLimit(0.1, 1);
        RateLimit two = new RateLimit(0.1, 2);
        rates.take(ACME, one, FIX, two);
        assertThat(rates.take(ACME, one, FIX, two)).isPresent();

        // A changed limit of the org starts with a full bucket.
        assertThat(rates.take(ACME, new RateLimit(0.1, 5), FIX, two)).isEmpty();
        assertThat(rates.take(ACME, new RateLimit(0.1, 5), FIX, two)).isPresent();
    }
}
