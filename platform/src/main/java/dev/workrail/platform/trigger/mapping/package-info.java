/// What to do about it: filters, goal and context, with WorkRail's path and template semantics.
@NullMarked
package dev.workrail.platform.trigger.mapping;

import org.jspecify.annotations.NullMarked;
