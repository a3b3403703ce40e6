package dev.workrail.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Settings of the console role.
@ConfigMapping(prefix = "workrail.console")
public interface ConsoleConfig {
    /// How long a configuration change waits for its publication on `wr.config` before it answers
    /// 202 instead of 200 or 201.
    @WithDefault("2s")
    Duration publishWait();

    /// How long a GET that carries X-WorkRail-Position waits for the views to get there before it
    /// answers with `stale`.
    @WithDefault("1s")
    Duration positionWait();

    /// How often the relay looks for changes that another console wrote.
    @WithDefault("100ms")
    Duration relayPoll();

    /// How often a console that is not the relay tries to become it.
    @WithDefault("1s")
    Duration relayTakeOver();

    /// Age of a deletion at which its key leaves `wr.config` for good. Longer than any reader is
    /// ever away.
    @WithDefault("30d")
    Duration tombstoneAfter();

    /// How long the outbox keeps published changes that newer ones overtook.
    @WithDefault("7d")
    Duration outboxRetention();

    /// How long the answer to an Idempotency-Key is kept.
    @WithDefault("24h")
    Duration idempotencyRetention();

    /// How often the console looks whether an org's clean-up of the day is due.
    @WithDefault("10m")
    Duration retentionInterval();

    /// How often the console looks whether something of a deleted org is left to do.
    @WithDefault("5s")
    Duration deletionInterval();

    /// How long what runs in an org that is deleted has to stop before its rows go.
    @WithDefault("2m")
    Duration deletionPatience();

    /// How far back the live tail reads when the console starts: streams resume within it.
    @WithDefault("15m")
    Duration tailReach();

    /// Memory for the live tail, in bytes, over all partitions: older records fall out of it.
    @WithDefault("33554432")
    long tailBytes();

    /// Events a stream's client may be behind before it is told to `resync`.
    @WithDefault("256")
    int streamBacklog();

    /// Time between heartbeats of a stream.
    @WithDefault("15s")
    Duration streamHeartbeat();

    /// Time between looks whether who follows a stream still may: a key that was revoked, a member
    /// who was removed and an org that was deleted hear nothing more after this time.
    @WithDefault("15s")
    Duration streamCheck();

    /// How long a stream stays open. Its client opens it again where it was, if it still may.
    @WithDefault("10m")
    Duration streamLongest();

    /// Whether a workspace may name a repository on the worker's own disk. Only where every org is
    /// trusted with that disk, as on one machine.
    @WithDefault("false")
    boolean localRepositories();

    /// File that gets the set-up token of a fresh deployment, readable by its owner only. Without
    /// it the token is printed on standard output.
    Optional<Path> setupTokenFile();
}
