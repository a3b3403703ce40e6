/// Carries configuration changes from the outbox to `wr.config`, in the order they were committed.
///
/// One [OutboxRelay] of all consoles publishes at a time. [RelayFence] decides which, and makes
/// sure that one which lost the lock can neither publish nor mark: its producer is fenced by the
/// broker, its marks by the epoch in the database.
@NullMarked
package dev.workrail.console.outbox;

import org.jspecify.annotations.NullMarked;
