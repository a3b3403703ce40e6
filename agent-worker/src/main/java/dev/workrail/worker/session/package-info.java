/// A session from its dispatch to its end: claim, grant, checkpoints, effects.
@NullMarked
package dev.workrail.worker.session;

import org.jspecify.annotations.NullMarked;
