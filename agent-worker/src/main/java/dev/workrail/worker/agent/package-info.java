/// The agent loop, its models and what makes it stop.
@NullMarked
package dev.workrail.worker.agent;

import org.jspecify.annotations.NullMarked;
