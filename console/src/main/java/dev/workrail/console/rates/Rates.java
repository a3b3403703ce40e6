package dev.workrail.console.rates;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Token buckets. Those that were not asked for the longest are forgotten when there are too many,
/// which gives their owners a full one. Thread-safe.
final class Rates {
    static final int MOST = 20_000;

    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST;
                }
            };
    private final TimeMeter time;

    Rates(Clock clock) {
        this.time = new ClockMeter(clock);
    }

    /// A limit, and of whom.
    record Share(Policy policy, String owner) {}

    /// Takes a token of each, or of none. The answer has what is left of each that was asked; the
    /// last one did not pass where one did not.
    List<Standing> take(List<Share> shares) {
        List<Standing> standings = new ArrayList<>();
        for (Share share : shares) {
            ConsumptionProbe probe = bucket(share).tryConsumeAndReturnRemaining(1);
            standings.add(standing(share.policy(), probe));
            if (!probe.isConsumed()) {
                shares.subList(0, standings.size() - 1)
                        .forEach(taken -> bucket(taken).addTokens(1));
                return standings;
            }
        }
        return standings;
    }

    private static Standing standing(Policy policy, ConsumptionProbe probe) {
        return new Standing(
                policy,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed()
                        ? Duration.ZERO
                        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill())));
    }

    private Bucket bucket(Share share) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    share.policy().name() + "/" + share.owner(), _ -> fresh(share.policy()));
        }
    }

    private Bucket fresh(Policy policy) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(policy.quota())
                                .refillGreedy(
                                        policy.quota(), Duration.ofSeconds(Policy.WINDOW_SECONDS)))
                .withCustomTimePrecision(time)
                .build();
    }

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
