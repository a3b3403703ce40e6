/// A session as one file: export with an integrity manifest, checked import as a new session.
@NullMarked
package dev.workrail.engine.bundle;

import org.jspecify.annotations.NullMarked;
