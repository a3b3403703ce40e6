/// The worker's own git work. Nothing the agent wrote below `.git` is ever read.
@NullMarked
package dev.workrail.worker.git;

import org.jspecify.annotations.NullMarked;
