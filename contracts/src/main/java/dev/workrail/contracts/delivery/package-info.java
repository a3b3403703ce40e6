/// Deliveries on their way: attempts that are due, what became of them, how a delivery ended.
@NullMarked
package dev.workrail.contracts.delivery;

import org.jspecify.annotations.NullMarked;
