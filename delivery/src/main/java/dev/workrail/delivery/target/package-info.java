/// One target's state machine: what is attempted next, what is dropped, what is given up. Pure.
@NullMarked
package dev.workrail.delivery.target;

import org.jspecify.annotations.NullMarked;
