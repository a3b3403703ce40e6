/// What a session is, folded from the two logs that speak of it: `wr.scheduling` and `wr.sessions`.
///
/// Each log has a state of its own ([ScheduleState], [LogState]) and the view is derived from both,
/// so the order in which the two are read does not matter. Start at [SessionFold].
@NullMarked
package dev.workrail.projections.session;

import org.jspecify.annotations.NullMarked;
