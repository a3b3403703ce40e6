/// Sums over sessions by hour and day. What a session adds follows from its view alone, so a view
/// that changes moves the sums by the difference, and a rebuild gives the same sums.
@NullMarked
package dev.workrail.projections.stats;

import org.jspecify.annotations.NullMarked;
