/// Bundles of the records of sessions that ended, in the blob store: what a rebuild reads once
/// Kafka no longer has them.
@NullMarked
package dev.workrail.projections.archive;

import org.jspecify.annotations.NullMarked;
