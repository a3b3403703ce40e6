/// A small client of the REST API, for commands, the demo and benchmarks.
@NullMarked
package dev.workrail.app.client;

import org.jspecify.annotations.NullMarked;
