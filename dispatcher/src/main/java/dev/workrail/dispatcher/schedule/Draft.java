package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision in the making: what is decided counts at once for what is decided next. Lives for one
/// decision, on one thread.
final class Draft {
    private final List<SchedulerEvent> events = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Instant at;
    private final Instant now;
    private SchedulerState state;

    Draft(SchedulerState state, Instant at) {
        this.state = state;
        this.at = at;
        Instant tick = state.pulse().tickedAt();
        this.now = tick != null && tick.isAfter(at) ? tick : at;
    }

    SchedulerState state() {
        return state;
    }

    /// The log time of the input itself, which may lie before the last tick.
    Instant at() {
        return at;
    }

    /// The log time of the input, at least that of the last tick: what events are dated with.
    Instant now() {
        return now;
    }

    /// The time of the last tick: what deadlines are counted in.
    Instant tick() {
        Instant tick = state.pulse().tickedAt();
        return tick == null ? now : tick;
    }

    /// When the input was heard, as far as leases count.
    Instant heard() {
        return state.pulse().heard(now, state.window());
    }

    @Nullable SessionEntry session(SessionId id) {
        return state.sessions().get(id);
    }

    void say(SchedulingEvent event) {
        note(new SchedulerEvent.Said(event));
    }

    void answer(LeaseEvent event) {
        note(new SchedulerEvent.Answered(event));
    }

    void note(SchedulerEvent event) {
        events.add(event);
        state = state.evolve(event);
    }

    void put(Output output) {
        outputs.add(output);
    }

    List<SchedulerEvent> events() {
        return events;
    }

    Decision decision() {
        return new Decision(events, outputs, state);
    }
}
