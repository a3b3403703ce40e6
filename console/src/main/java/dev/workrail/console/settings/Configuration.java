package dev.workrail.console.settings;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.outbox.ConfigRelay;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// Reads and changes the configuration of an org.
///
/// Changes of all orgs happen one after the other, so that their versions, their commits and their
/// order on `wr.config` are the same order. A change answers once it is published, or after
/// `workrail.console.publish-wait`. Thread-safe; blocks.
@Singleton
public final class Configuration {
    private final TenantTx transactions;
    private final ConfigEntries entries;
    private final ConfigRelay relay;
    private final AuditTrail audit;
    private final ConsoleConfig config;
    private final Clock clock;

    public Configuration(
            TenantTx transactions,
            ConfigEntries entries,
            ConfigRelay relay,
            AuditTrail audit,
            ConsoleConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.entries = entries;
        this.relay = relay;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
    }

    public <V extends ConfigValue> Optional<ConfigEntry<V>> find(
            OrgId org, EntryKind<V> kind, String id) {
        return transactions.call(
                org, () -> entries.one(kind.name(), id).map(row -> row.read(kind)));
    }

    /// @throws ProblemException 404 where there is none
    public <V extends ConfigValue> ConfigEntry<V> get(OrgId org, EntryKind<V> kind, String id) {
        return find(org, kind, id)
                .orElseThrow(() -> ProblemException.notFound(ConfigChange.missing(kind, id)));
    }

    /// In the order of their ids, at most `limit` of those after `after`.
    public <V extends ConfigValue> List<ConfigEntry<V>> after(
            OrgId org, EntryKind<V> kind, String after, int limit) {
        return transactions.call(
                org,
                () ->
                        entries.after(kind.name(), after, limit).stream()
                                .map(row -> row.read(kind))
                                .toList());
    }

    /// Entries of every kind in the order of kind and id, at most `limit` of those after the one of
    /// `kind` and `id`.
    public List<ConfigEntry<ConfigValue>> after(OrgId org, String kind, String id, int limit) {
        return transactions.call(
                org,
                () ->
                        entries.after(new ConfigEntryEntity.Key(kind, id), limit).stream()
                                .map(row -> row.read(EntryKind.ANY))
                                .toList());
    }

    /// Runs `work` on the configuration as it is, without the lock and without a change.
    public <T> T look(OrgId org, Function<ConfigLook, T> work) {
        return transactions.call(
                org, () -> work.apply(new ConfigChange(entries, audit, org, "", clock.instant())));
    }

    /// Runs `work` as one change and waits for its publication. What `work` throws undoes it.
    ///
    /// @param actor subject of who changes it
    /// @throws ProblemException 404 where the org is deleted
    public <T> Written<T> change(OrgId org, String actor, Function<ConfigChange, T> work) {
        Done<T> done =
                transactions.call(
                        org,
                        () -> {
                            entries.lock();
                            if (entries.ofDeleted(org)) {
                                throw ProblemException.notFound(
                                        "org '%s' is deleted".formatted(org));
                            }
                            ConfigChange change =
                                    new ConfigChange(entries, audit, org, actor, clock.instant());
                            T result = work.apply(change);
                            return new Done<>(result, change.lastVersion());
                        });
        if (done.version().isEmpty()) {
            return new Written<>(done.result(), Optional.empty(), false);
        }
        Optional<String> position = published(org, done.version().getAsLong());
        return new Written<>(done.result(), position, position.isEmpty());
    }

    /// Deletes whatever is left of the configuration of an org that is deleted. The log is told;
    /// nobody waits for that.
    ///
    /// @return how many keys
    public int forget(OrgId org) {
        return transactions.call(
                org,
                () -> {
                    entries.lock();
                    return entries.forget(clock.instant());
                });
    }

    /// Whether `wr.config` has nothing of an org any more, once it was told to [#forget] it: the
    /// last word on each of its keys is a tombstone.
    public boolean forgotten(OrgId org) {
        return transactions.call(org, entries::forgotten);
    }

    private record Done<T>(T result, OptionalLong version) {}

    private Optional<String> published(OrgId org, long version) {
        try {
            return relay.await(
                    version,
                    wanted -> transactions.call(org, () -> entries.positionOf(wanted)),
                    config.publishWait());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
