/// What the dispatcher says: dispatches, leases, scheduling decisions.
@NullMarked
package dev.workrail.contracts.schedule;

import org.jspecify.annotations.NullMarked;
