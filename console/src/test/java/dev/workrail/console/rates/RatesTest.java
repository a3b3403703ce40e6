package dev.workrail.console.rates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatesTest {
    private static final Policy KEY = new Policy("key", 3);
    private static final Policy ORG = new Policy("org", 4);

    private Instant now = Instant.parse("2026-01-31T12:00:00Z");
    private final Rates rates = new Rates(new Moving());

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }

    @Test
    void shouldSayWhatIsLeft() {
        Standing standing = take("a").getFirst();

        assertThat(KEY.field()).isEqualTo("\"key\";q=3;w=60");
        assertThat(standing.field()).isEqualTo("\"key\";r=2;t=20");
        assertThat(standing.passed()).isTrue();
    }

    @Test
    void shouldRefuseWhatIsBeyondTheQuotaUntilItIsRefilled() {
        // given
        take("a");
        take("a");
        take("a");

        // when
        Standing refused = take("a").getLast();
        now = now.plus(refused.until());
        Standing later = take("a").getFirst();

        // then
        assertThat(refused.passed()).isFalse();
        assertThat(refused.policy()).isEqualTo(KEY);
        assertThat(refused.until()).isEqualTo(Duration.ofSeconds(20));
        assertThat(later.passed()).isTrue();
    }

    @Test
    void shouldCountAnOrgOverAllItsKeys() {
        // given
        take("a");
        take("a");
        take("b");
        take("b");

        // when
        List<Standing> refused = take("c");
        now = now.plusSeconds(15);
        List<Standing> later = take("c");

        // then
        assertThat(refused.getLast().policy()).isEqualTo(ORG);
        assertThat(refused.getLast().passed()).isFalse();
        assertThat(later.getFirst().remaining()).as("the key got its token back").isEqualTo(2);
    }

    @Test
    void shouldForgetWhoWasNotHeardOfTheLongest() {
        // given
        take("a");

        // when
        for (int i = 0; i <= Rates.MOST; i++) {
            rates.take(List.of(new Rates.Share(KEY, "other-" + i)));
        }

        // then
        assertThat(rates.take(List.of(new Rates.Share(KEY, "a"))).getFirst().remaining())
                .isEqualTo(2);
    }

    private List<Standing> take(String key) {
        return rates.take(List.of(new Rates.Share(KEY, key), new Rates.Share(ORG, "acme")));
    }
}
