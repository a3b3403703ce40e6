/// Where the agent's commands run: own namespaces, no network, one writable directory.
@NullMarked
package dev.workrail.worker.sandbox;

import org.jspecify.annotations.NullMarked;
