/// The text an agent is given for the pending step.
@NullMarked
package dev.workrail.engine.prompt;

import org.jspecify.annotations.NullMarked;
