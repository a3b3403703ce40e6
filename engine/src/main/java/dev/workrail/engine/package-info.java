/// The WorkRail workflow engine: compiles workflow files and decides sessions of them. Pure: no
/// I/O, no clock, no randomness; the same inputs give the same events on any machine.
///
/// In: the JSON of a workflow, and commands with their time. Out: findings, a compiled workflow,
/// events. Start reading at [dev.workrail.engine.Workflows] (validate, compile, show) and at
/// `session.EngineSession` (decide, evolve). `model`, `compile` and `validate` are the compile
/// side; `interpret`, `session`, `prompt` and `output` the run side; `projection` and `bundle` read
/// a session's events.
@NullMarked
package dev.workrail.engine;

import org.jspecify.annotations.NullMarked;
