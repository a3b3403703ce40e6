/// Folded views, carried by the compacted `wr.views.*` topics, and dead letters.
@NullMarked
package dev.workrail.contracts.view;

import org.jspecify.annotations.NullMarked;
