/// Ids: minted at an edge, derived everywhere else.
@NullMarked
package dev.workrail.contracts.id;

import org.jspecify.annotations.NullMarked;
