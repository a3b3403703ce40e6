/// What admins look at and act on: queue, fleet, statistics, proof records, dead letters.
@NullMarked
package dev.workrail.console.operation;

import org.jspecify.annotations.NullMarked;
