/// Writes views and events into PostgreSQL, each record once.
///
/// A batch of one partition is one transaction that first moves the partition's position from where
/// it must be; whoever finds it elsewhere writes nothing. Start at [ViewSink].
@NullMarked
package dev.workrail.projections.sink;

import org.jspecify.annotations.NullMarked;
