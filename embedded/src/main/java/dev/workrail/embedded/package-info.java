/// A real Kafka broker and a real PostgreSQL inside this process, for one machine and for tests.
///
/// Both keep their data under a directory that survives restarts. Start at [EmbeddedBroker] and
/// [EmbeddedDatabase]; [DataDirectory] makes sure that one process at a time uses a directory.
@NullMarked
package dev.workrail.embedded;

import org.jspecify.annotations.NullMarked;
