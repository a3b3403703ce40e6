package dev.workrail.dispatcher.schedule;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.workrail.contracts.config.CronSchedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/// When a five-field Unix cron expression fires in a time zone.
///
/// Every local time it names fires once: what falls into a gap fires at the gap's end, together; in
/// an overlap the earlier of the two counts. Thread-safe.
final class CronClock {
    private final ExecutionTime times;
    private final ZoneId zone;

    private CronClock(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /// @throws IllegalArgumentException where the expression is no Unix cron, or the zone unknown
    static CronClock of(CronSchedule schedule) {
        var definition = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
        ExecutionTime times =
                ExecutionTime.forCron(new CronParser(definition).parse(schedule.expression()));
        try {
            return new CronClock(times, ZoneId.of(schedule.zone()));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "schedule zone must be an IANA time zone such as Europe/Berlin, but was '"
                            + schedule.zone()
                            + "'",
                    e);
        }
    }

    /// The first time after `after`, or absent where it never fires again.
    @Nullable Instant next(Instant after) {
        // Local times are asked for in UTC, where every one exists exactly once.
        LocalDateTime local = LocalDateTime.ofInstant(after, zone);
        while (true) {
            var found = times.nextExecution(local.atZone(ZoneOffset.UTC));
            if (found.isEmpty()) {
                return null;
            }
            local = found.get().toLocalDateTime();
            Instant instant = instant(local);
            // In the second pass of an overlap the local times ahead have fired already.
            if (instant.isAfter(after)) {
                return instant;
            }
        }
    }

    private Instant instant(LocalDateTime local) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition gap = rules.getTransition(local);
        return gap != null && gap.isGap()
                ? gap.getInstant()
                : ZonedDateTime.ofLocal(local, zone, null).toInstant();
    }
}
