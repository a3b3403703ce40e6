package dev.workrail.dispatcher.schedule;

import java.util.List;

/// What the scheduler decided on one input.
///
/// @param next the state after `events`
public record Decision(List<SchedulerEvent> events, List<Output> outputs, SchedulerState next) {
    public Decision {
        events = List.copyOf(events);
        outputs = List.copyOf(outputs);
    }
}
