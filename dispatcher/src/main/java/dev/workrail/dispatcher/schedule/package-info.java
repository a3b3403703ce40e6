/// The rules of the scheduler, as values and functions: no clock, no I/O, no Kafka.
///
/// Start at [dev.workrail.dispatcher.schedule.SchedulerDecider]: an input and the state give events
/// and outputs. [dev.workrail.dispatcher.schedule.SchedulerState] is the fold of those events and
/// of nothing else. [dev.workrail.dispatcher.schedule.IssuePass] says who starts next, and
/// [dev.workrail.dispatcher.schedule.Bounds] what keeps the others waiting.
@NullMarked
package dev.workrail.dispatcher.schedule;

import org.jspecify.annotations.NullMarked;
