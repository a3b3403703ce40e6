/// What projections do when an org is deleted: the log is told to forget its sessions, its rows and
/// blobs go and its keys are destroyed. Start at [OrgErasure].
@NullMarked
package dev.workrail.projections.erasure;

import org.jspecify.annotations.NullMarked;
