/// Regular expressions that authors and agents write, run so that none of them can hang or exhaust
/// the process. Start at [LinearPattern].
@NullMarked
package dev.workrail.engine.pattern;

import org.jspecify.annotations.NullMarked;
