package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.CronSchedule;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.trigger.ScheduledRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Triggers that time fires. What was due while nobody ticked fires once, not once per missed time.
///
/// The source of an occurrence is its trigger and scheduled time, and its delivery id follows from
/// both, so a schedule that fires twice is one session.
final class Crons {
    private Crons() {}

    static void configured(
            Draft draft, ConfigKey key, ConfigRecord record, SchedulerSettings settings) {
        CronSchedule schedule = schedule(record, settings);
        String text = key.toString();
        if (schedule == null) {
            if (draft.state().crons().contains(text)) {
                draft.note(new SchedulerEvent.CronArmed(text, null));
            }
            return;
        }
        try {
            arm(draft, text, schedule, draft.tick());
        } catch (IllegalArgumentException e) {
            draft.note(new SchedulerEvent.CronArmed(text, null));
            draft.put(
                    new Output.Letter(
                            null, "bad_schedule", String.valueOf(e.getMessage()), draft.now()));
        }
    }

    static void fire(Draft draft, Recall recall, SchedulerSettings settings) {
        for (var armed : draft.state().crons()) {
            Instant due = armed.getValue();
            if (due.isAfter(draft.tick())) {
                continue;
            }
            ConfigRecord record = draft.state().config().records().get(armed.getKey());
            CronSchedule schedule = record == null ? null : schedule(record, settings);
            if (record == null
                    || schedule == null
                    || !(record.value() instanceof ConfigValue.Trigger trigger)) {
                draft.note(new SchedulerEvent.CronArmed(armed.getKey(), null));
                continue;
            }
            arm(draft, armed.getKey(), schedule, draft.tick());
            Intake.accepted(draft, event(trigger, record.version(), due), recall, settings);
        }
    }

    private static void arm(Draft draft, String key, CronSchedule schedule, Instant after) {
        draft.note(new SchedulerEvent.CronArmed(key, CronClock.of(schedule).next(after)));
    }

    private static @Nullable CronSchedule schedule(
            ConfigRecord record, SchedulerSettings settings) {
        return !record.deleted()
                        && record.value() instanceof ConfigValue.Trigger trigger
                        && trigger.enabled()
                        && trigger.domain().equals(settings.domain())
                        && trigger.provider().equals("schedule")
                ? trigger.schedule()
                : null;
    }

    private static TriggerEvent.Accepted event(
            ConfigValue.Trigger trigger, long version, Instant due) {
        ScheduledRun run = new ScheduledRun(trigger, due);
        String time = due.toString();
        String id = Ids.derive("tev", trigger.org().value(), trigger.trigger().value(), time);
        return new TriggerEvent.Accepted(
                new TriggerEventId(id),
                trigger.org(),
                trigger,
                version,
                "schedule",
                null,
                time,
                new SourceIdentity(
                        "schedule", "time", trigger.org() + "/" + trigger.trigger(), time),
                null,
                null,
                due,
                run.goal(),
                run.context(),
                trigger.referenceUrls());
    }
}
