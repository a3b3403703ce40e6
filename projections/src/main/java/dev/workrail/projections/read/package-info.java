/// Reads schema `view`: the only package of this module that others may use.
@NullMarked
package dev.workrail.projections.read;

import org.jspecify.annotations.NullMarked;
