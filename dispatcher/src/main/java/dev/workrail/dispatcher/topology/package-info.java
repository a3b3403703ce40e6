/// The scheduler as a Kafka Streams topology: what comes in is given to the decider, what it
/// decides is written with the state in one transaction. No rule lives here.
///
/// Start at [dev.workrail.dispatcher.topology.DispatchTopology].
@NullMarked
package dev.workrail.dispatcher.topology;

import org.jspecify.annotations.NullMarked;
