/// Posts what sessions ask for to outside systems, once and in order.
///
/// In: `wr.sessions` (behind the epoch filter), `wr.commands` (redeliver), ticks of
/// `wr.heartbeats`. Out: HTTP callbacks and git notes, facts on `wr.sessions`, `wr.dead-letters`. A
/// topology decides what is attempted when (`topology`, with the rules in `target`) and says so on
/// `wr.deliveries`; the executor (`attempt`) takes due attempts from there, makes them through a
/// channel (`callback`, `gitnote`) and reports on `wr.delivery-results`. Start reading at
/// `target.TargetDecider`, then `topology.DeliveryTopology`.
@NullMarked
package dev.workrail.delivery;

import org.jspecify.annotations.NullMarked;
