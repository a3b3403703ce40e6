/// Whether there is room: token buckets per org and trigger, and how many sessions of a trigger
/// wait.
@NullMarked
package dev.workrail.ingest.admission;

import org.jspecify.annotations.NullMarked;
