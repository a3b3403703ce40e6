/// A real Kafka broker and a real PostgreSQL inside this process.
@NullMarked
package dev.workrail.embedded;

import org.jspecify.annotations.NullMarked;
