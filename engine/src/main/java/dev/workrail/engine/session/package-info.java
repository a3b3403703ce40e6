/// A running session: commands in, events out. Start at [EngineSession].
///
/// `decide` turns a state and a command into events, `evolve` folds an event into a state; both are
/// pure. Ids are derived and time comes in with the command, so the same inputs give the same
/// events on any machine.
@NullMarked
package dev.workrail.engine.session;

import org.jspecify.annotations.NullMarked;
