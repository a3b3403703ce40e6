package dev.workrail.console.outbox;

import java.time.Duration;

/// How often a relay looks, and how long it keeps things.
///
/// @param poll between looks for changes that another console wrote
/// @param takeOver between tries to become the relay
/// @param tombstoneAfter age of a published deletion at which its key leaves `wr.config`
/// @param forgetAfter age of a published change that a newer one overtook at which its row goes
public record RelayTimes(
        Duration poll, Duration takeOver, Duration tombstoneAfter, Duration forgetAfter) {}
