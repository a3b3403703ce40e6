/// Decides whether a condition holds over the variables of a session.
@NullMarked
package dev.workrail.engine.condition;

import org.jspecify.annotations.NullMarked;
