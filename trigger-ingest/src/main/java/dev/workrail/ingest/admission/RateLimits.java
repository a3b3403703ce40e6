package dev.workrail.ingest.admission;

import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Token buckets per org and per trigger: a webhook takes one token of each.
///
/// Only what carries a valid signature takes a token, so that no stranger can use up an org's. A
/// changed limit starts with a full bucket. Each process counts for itself: with several ingest
/// processes an org may pass up to as many times its limit. Thread-safe.
public final class RateLimits {
    private static final Duration NANOSECOND = Duration.ofNanos(1);

    private final Map<String, Counted> buckets = new ConcurrentHashMap<>();
    private final TimeMeter time;

    public RateLimits(Clock clock) {
        this.time = new ClockMeter(clock);
    }

    /// Takes a token of both, or of none.
    ///
    /// @return how long until a token is there; empty where both were taken
    public Optional<Duration> take(
            OrgId org, RateLimit orgRate, TriggerId trigger, RateLimit triggerRate) {
        Bucket ofTrigger = bucket(org + "/" + trigger, triggerRate);
        Bucket ofOrg = bucket(org.value(), orgRate);
        ConsumptionProbe first = ofTrigger.tryConsumeAndReturnRemaining(1);
        if (!first.isConsumed()) {
            return Optional.of(Duration.ofNanos(first.getNanosToWaitForRefill()));
        }
        ConsumptionProbe second = ofOrg.tryConsumeAndReturnRemaining(1);
        if (!second.isConsumed()) {
            ofTrigger.addTokens(1);
            return Optional.of(Duration.ofNanos(second.getNanosToWaitForRefill()));
        }
        return Optional.empty();
    }

    private Bucket bucket(String key, RateLimit limit) {
        return buckets.compute(
                        key,
                        (k, now) -> now != null && now.limit.equals(limit) ? now : fresh(limit))
                .bucket;
    }

    private Counted fresh(RateLimit limit) {
        // One token per period, so that rates below one per second work too.
        long nanos = Math.max(1, Math.round(Duration.ofSeconds(1).toNanos() / limit.perSecond()));
        Bandwidth bandwidth =
                Bandwidth.builder()
                        .capacity(limit.burst())
                        .refillGreedy(1, NANOSECOND.multipliedBy(nanos))
                        .build();
        return new Counted(
                limit, Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build());
    }

    private record Counted(RateLimit limit, Bucket bucket) {}

    private record ClockMeter(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return now.getEpochSecond() * 1_000_000_000L + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
