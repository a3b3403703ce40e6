/// What to do about it: filters, goal and context, with WorkRail's path and template semantics.
@NullMarked
package dev.workrail.ingest.mapping;

import org.jspecify.annotations.NullMarked;
