/// Accepted trigger events, carried by `wr.triggers`.
@NullMarked
package dev.workrail.contracts.trigger;

import org.jspecify.annotations.NullMarked;
