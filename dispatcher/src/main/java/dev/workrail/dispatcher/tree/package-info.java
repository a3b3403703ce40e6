/// A sorted map that is a value: what the scheduler's state is made of.
@NullMarked
package dev.workrail.dispatcher.tree;

import org.jspecify.annotations.NullMarked;
