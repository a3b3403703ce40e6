package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The state as entries, each under a key of its own: what a decision changed, and the state that
/// entries make. The index is not an entry; it follows from the sessions.
public final class SavedState {
    private static final String SESSION = "session/";
    private static final String WORKER = "worker/";
    private static final String CONFIG = "config/";
    private static final String HOLD = "hold/";
    private static final String PAUSE = "pause/";
    private static final String CRON = "cron/";
    private static final String DURATION = "duration/";
    private static final String PULSE = "pulse";

    /// What the keys of entries begin with.
    public static final List<String> FAMILIES =
            List.of(SESSION, WORKER, CONFIG, HOLD, PAUSE, CRON, DURATION, PULSE);

    private SavedState() {}

    /// The entries a decision changed; an empty one is gone.
    public static Map<String, Optional<Object>> changes(SchedulerState before, Decision decision) {
        Map<String, Optional<Object>> changes = new TreeMap<>();
        SchedulerState next = decision.next();
        for (SchedulerEvent event : decision.events()) {
            changed(before, next, event, changes);
        }
        if (!before.pulse().equals(next.pulse())) {
            changes.put(PULSE, Optional.of(next.pulse()));
        }
        return changes;
    }

    private static void changed(
            SchedulerState before,
            SchedulerState next,
            SchedulerEvent event,
            Map<String, Optional<Object>> changes) {
        switch (event) {
            case SchedulerEvent.Said said -> said(before, next, said.event(), changes);
            case SchedulerEvent.Answered answered ->
                    session(next, answered.event().session(), changes);
            case SchedulerEvent.ConfigSet set -> config(next, set.key(), changes);
            case SchedulerEvent.HoldSet set -> hold(next, Hold.key(set.hold().scope()), changes);
            case SchedulerEvent.HoldForgotten over -> hold(next, over.key(), changes);
            case SchedulerEvent.WorkerSeen seen -> worker(next, seen.heartbeat().worker(), changes);
            case SchedulerEvent.WorkerLost lost -> worker(next, lost.worker(), changes);
            case SchedulerEvent.CronArmed armed ->
                    changes.put(
                            CRON + armed.key(), Optional.ofNullable(next.crons().get(armed.key())));
            case SchedulerEvent.Filtered filtered -> session(next, filtered.session(), changes);
            case SchedulerEvent.Progressed progressed ->
                    session(next, progressed.session(), changes);
            case SchedulerEvent.CommandKept kept -> session(next, kept.session(), changes);
            case SchedulerEvent.Stopped stopped -> session(next, stopped.session(), changes);
            case SchedulerEvent.CancelAsked asked -> session(next, asked.session(), changes);
            case SchedulerEvent.Sourced sourced -> session(next, sourced.session(), changes);
            // Time and the round of reports are the pulse's; memory is kept elsewhere.
            case SchedulerEvent.Ticked ignored -> {}
            case SchedulerEvent.TookOver ignored -> {}
            case SchedulerEvent.Reported ignored -> {}
            case SchedulerEvent.Remember ignored -> {}
        }
    }

    private static void said(
            SchedulerState before,
            SchedulerState next,
            SchedulingEvent event,
            Map<String, Optional<Object>> changes) {
        SessionId id = event.session();
        if (id == null) {
            switch (event) {
                case SchedulingEvent.Paused paused -> pause(next, paused.scope(), changes);
                case SchedulingEvent.Unpaused over -> pause(next, over.scope(), changes);
                default -> {}
            }
            return;
        }
        session(next, id, changes);
        SessionEntry entry = before.sessions().get(id);
        if (entry != null && before.durations() != next.durations()) {
            duration(next, entry.place().triggerKey(), changes);
            duration(next, Place.DOMAIN_KEY, changes);
        }
    }

    private static void session(
            SchedulerState next, SessionId id, Map<String, Optional<Object>> changes) {
        changes.put(SESSION + id, Optional.ofNullable(next.sessions().get(id)));
    }

    private static void worker(
            SchedulerState next, WorkerId id, Map<String, Optional<Object>> changes) {
        changes.put(WORKER + id, Optional.ofNullable(next.workers().get(id)));
    }

    private static void config(
            SchedulerState next, ConfigKey key, Map<String, Optional<Object>> changes) {
        changes.put(CONFIG + key, Optional.ofNullable(next.config().records().get(key.toString())));
    }

    private static void hold(
            SchedulerState next, String key, Map<String, Optional<Object>> changes) {
        changes.put(HOLD + key, Optional.ofNullable(next.holds().get(key)));
    }

    private static void pause(
            SchedulerState next, Scope scope, Map<String, Optional<Object>> changes) {
        String key = Hold.key(scope);
        changes.put(PAUSE + key, Optional.ofNullable(next.pauses().get(key)));
    }

    private static void duration(
            SchedulerState next, String key, Map<String, Optional<Object>> changes) {
        Long mean = next.durations().get(key);
        if (mean != null) {
            changes.put(DURATION + key, Optional.of(mean));
        }
    }

    /// The state that `entries`, in JSON, make.
    public static SchedulerState load(Duration window, Map<String, byte[]> entries) {
        SchedulerState state = SchedulerState.empty(window);
        for (var entry : entries.entrySet()) {
            state = loaded(state, entry.getKey(), entry.getValue());
        }
        return state;
    }

    private static SchedulerState loaded(SchedulerState state, String key, byte[] json) {
        int slash = key.indexOf('/') + 1;
        String id = key.substring(slash);
        return switch (key.substring(0, slash)) {
            case SESSION -> state.with(ContractsJson.read(json, SessionEntry.class));
            case WORKER -> state.with(ContractsJson.read(json, WorkerEntry.class));
            case CONFIG ->
                    state.with(
                            state.config()
                                    .with(
                                            ConfigKey.parse(id),
                                            ContractsJson.read(json, ConfigRecord.class)));
            case HOLD ->
                    state.withHolds(state.holds().with(id, ContractsJson.read(json, Hold.class)));
            case PAUSE ->
                    state.withPauses(
                            state.pauses().with(id, ContractsJson.read(json, Pause.class)));
            case CRON -> state.withCron(id, ContractsJson.read(json, Instant.class));
            case DURATION -> state.withDuration(id, ContractsJson.read(json, Long.class));
            case "" -> state.with(ContractsJson.read(json, Pulse.class));
            default ->
                    throw new IllegalStateException(
                            "the scheduler's store has an entry of no known kind: " + key);
        };
    }
}
