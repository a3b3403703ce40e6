/// The append-only log of every session, carried by `wr.sessions`: claims, segments, releases,
/// facts.
@NullMarked
package dev.workrail.contracts.session;

import org.jspecify.annotations.NullMarked;
