/// The dispatcher role: shares the worker fleet among the sessions of one scheduling domain.
///
/// In come trigger events, configuration, heartbeats with the clock's ticks, what workers write
/// about sessions, and commands. Out go dispatches, answers to claims, and every decision with its
/// reason.
///
/// Start at [dev.workrail.dispatcher.schedule.SchedulerDecider] for the rules,
/// [dev.workrail.dispatcher.topology.DispatchTopology] for the graph, and
/// [dev.workrail.dispatcher.DispatcherRole] for what lives in a process.
@NullMarked
package dev.workrail.dispatcher;

import org.jspecify.annotations.NullMarked;
