/// The deletion of an org: what runs is stopped, every role is told, and then nothing is kept of it
/// but that it was deleted.
///
/// [OrgDeletion] has the steps, each of which may be done again; [OrgDeletionKeeper] does what is
/// left, whoever began it. Projections take the org out of the views and the blob store and destroy
/// its keys, once `wr.config` says that it is deleted.
@NullMarked
package dev.workrail.console.deletion;

import org.jspecify.annotations.NullMarked;
