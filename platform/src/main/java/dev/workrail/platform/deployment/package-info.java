/// What holds for a deployment as a whole: its topics and their recorded partition counts, its keys
/// and blobs, and the checks that refuse to start where a setting is unsafe or wrong.
@NullMarked
package dev.workrail.platform.deployment;

import org.jspecify.annotations.NullMarked;
