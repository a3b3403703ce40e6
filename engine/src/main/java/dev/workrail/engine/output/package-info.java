/// What a submission must hold: artifact contracts, assessments, rules over the notes, and the
/// blockers that say what is missing.
@NullMarked
package dev.workrail.engine.output;

import org.jspecify.annotations.NullMarked;
