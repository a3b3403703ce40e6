/// The configuration of every org: one table of entries, each exactly the value that `wr.config`
/// holds under the same key.
///
/// [Configuration] is the only way in. It writes an entry and its outbox record in one transaction
/// under one lock, and answers once the relay of package `outbox` has published it.
@NullMarked
package dev.workrail.console.settings;

import org.jspecify.annotations.NullMarked;
