/// Puts the values of variables into the texts of a step.
@NullMarked
package dev.workrail.engine.template;

import org.jspecify.annotations.NullMarked;
