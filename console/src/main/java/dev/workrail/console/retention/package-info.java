/// How long an org keeps its sessions, and the clean-up that erases the rest.
///
/// [CleanUp] decides, in the database, which trees of sessions go: ended long enough ago and not
/// pinned. What it decided it says on `wr.sessions`; projections take it out of the views, and the
/// sweep of the blob store takes bundles and blobs. The decision is kept, so that a crash in
/// between, or a rebuild that brings something back, ends in the same.
@NullMarked
package dev.workrail.console.retention;

import org.jspecify.annotations.NullMarked;
