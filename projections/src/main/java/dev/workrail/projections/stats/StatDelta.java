package dev.workrail.projections.stats;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How the sums change when sessions change. Mutable, for one batch; not thread-safe.
public final class StatDelta {
    /// The sums, in the order of their columns; outcomes in the order of
    /// [dev.workrail.contracts.session.Outcome].
    public static final int SUMS = 15;

    private static final int ACCEPTED = 0;
    private static final int OUTCOMES = 1;
    private static final int INPUT_TOKENS = 8;
    private static final int OUTPUT_TOKENS = 9;
    private static final int COST = 10;
    private static final int WAITED = 11;
    private static final int RAN = 13;

    private final Map<Bucket, long[]> sums = new TreeMap<>();
    private final ChronoUnit unit;

    /// @param unit HOURS or DAYS, UTC
    public StatDelta(ChronoUnit unit) {
        this.unit = unit;
    }

    /// @param start of the hour or day
    public record Bucket(Instant start, String workflowId, String triggerId)
            implements Comparable<Bucket> {
        private static final Comparator<Bucket> ORDER =
                Comparator.comparing(Bucket::start)
                        .thenComparing(Bucket::workflowId)
                        .thenComparing(Bucket::triggerId);

        @Override
        public int compareTo(Bucket other) {
            return ORDER.compare(this, other);
        }
    }

    /// A session that was `before` is now `after`.
    public void moved(@Nullable StatSource before, StatSource after) {
        if (after.equals(before)) {
            return;
        }
        if (before != null) {
            add(before, -1);
        }
        add(after, 1);
    }

    /// A session that was `before` is no more.
    public void left(StatSource before) {
        add(before, -1);
    }

    /// What changed; buckets whose sums stay are left out.
    public Map<Bucket, long[]> changes() {
        sums.values().removeIf(row -> Arrays.stream(row).allMatch(value -> value == 0));
        return sums;
    }

    private void add(StatSource source, long sign) {
        row(source, source.createdAt())[ACCEPTED] += sign;
        if (source.endedAt() == null || source.outcome() == null) {
            return;
        }
        long[] row = row(source, source.endedAt());
        row[OUTCOMES + source.outcome().ordinal()] += sign;
        row[INPUT_TOKENS] += sign * source.inputTokens();
        row[OUTPUT_TOKENS] += sign * source.outputTokens();
        row[COST] += sign * source.costMicros();
        addDuration(row, WAITED, source.waitMs(), sign);
        addDuration(row, RAN, source.runMs(), sign);
    }

    private static void addDuration(long[] row, int at, @Nullable Long millis, long sign) {
        if (millis != null) {
            row[at] += sign;
            row[at + 1] += sign * millis;
        }
    }

    private long[] row(StatSource source, Instant at) {
        Bucket bucket = new Bucket(at.truncatedTo(unit), source.workflowId(), source.triggerId());
        return sums.computeIfAbsent(bucket, _ -> new long[SUMS]);
    }
}
