/// Makes attempts that are due: the port channels implement, and the loop that calls them.
@NullMarked
package dev.workrail.delivery.attempt;

import org.jspecify.annotations.NullMarked;
