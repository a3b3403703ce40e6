/// Worker heartbeats and clock ticks, carried by `wr.heartbeats`.
@NullMarked
package dev.workrail.contracts.fleet;

import org.jspecify.annotations.NullMarked;
