/// What sessions made that can be downloaded: [ArtifactResource] lists it with links,
/// [ArtifactLinks] signs and checks those, [DownloadResource] answers them.
@NullMarked
package dev.workrail.console.artifacts;

import org.jspecify.annotations.NullMarked;
