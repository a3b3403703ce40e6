package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of one org's configuration, within a tenant transaction.
@Singleton
class ConfigEntries implements PanacheRepositoryBase<ConfigEntryEntity, ConfigEntryEntity.Key> {
    /// Any number, the same in every console: whoever holds it may draw a version.
    private static final long CONFIGURATION_LOCK = 0x776f726b7261696cL;

    Optional<ConfigEntryEntity> one(String kind, String id) {
        // The database refuses to look for a text that it cannot hold.
        return id.indexOf('\0') >= 0
                ? Optional.empty()
                : findByIdOptional(new ConfigEntryEntity.Key(kind, id));
    }

    /// In the order of their ids, those after `after`.
    List<ConfigEntryEntity> after(String kind, String after, int limit) {
        return find("kind = ?1 and id > ?2 order by id", kind, after).page(0, limit).list();
    }

    /// Entries of every kind, in the order of kind and id.
    List<ConfigEntryEntity> after(ConfigEntryEntity.Key after, int limit) {
        return find(
                        "kind > ?1 or (kind = ?1 and id > ?2) order by kind, id",
                        after.kind(),
                        after.id())
                .page(0, limit)
                .list();
    }

    /// Waits for every other configuration change to commit. Held until this one does.
    void lock() {
        getEntityManager()
                .createNativeQuery("select pg_advisory_xact_lock(?1)")
                .setParameter(1, CONFIGURATION_LOCK)
                .getResultList();
    }

    /// Puts a change on the outbox.
    ///
    /// @param value absent for a deletion
    /// @return its version
    long append(ConfigKey key, @Nullable String value, Instant at) {
        Object version =
                getEntityManager()
                        .createNativeQuery(
                                """
                                insert into admin.outbox (seq, entry_key, deleted, value, created_at)
                                values (nextval('admin.config_version'), ?1, ?2,
                                        cast(cast(?3 as text) as jsonb), ?4)
                                returning seq
                                """)
                        .setParameter(1, key.toString())
                        .setParameter(2, value == null)
                        .setParameter(3, value)
                        .setParameter(4, at)
                        .getSingleResult();
        return ((Number) version).longValue();
    }

    /// Where a change was published, once it was.
    Optional<String> positionOf(long version) {
        return getEntityManager()
                .createNativeQuery(
                        """
                        select position from admin.outbox
                        where seq = ?1 and published_at is not null
                        """,
                        String.class)
                .setParameter(1, version)
                .getResultStream()
                .map(String.class::cast)
                .findFirst();
    }

    /// Whether the org is deleted, so that nothing is configured in it again.
    boolean ofDeleted(OrgId org) {
        return !getEntityManager()
                .createNativeQuery(
                        "select 1 from admin.deleted_org where org_id = ?1", Integer.class)
                .setParameter(1, org.value())
                .getResultList()
                .isEmpty();
    }

    /// Deletes every entry, and puts that on the outbox for every key whose newest change there is
    /// none: each key has its newest change there.
    ///
    /// @return how many keys
    int forget(Instant at) {
        deleteAll();
        return getEntityManager()
                .createNativeQuery(
                        """
                        insert into admin.outbox (seq, entry_key, deleted, created_at)
                        select nextval('admin.config_version'), o.entry_key, true, ?1
                        from admin.outbox o where not o.deleted
                          and not exists (select 1 from admin.outbox n
                                          where n.entry_key = o.entry_key and n.seq > o.seq)
                        """)
                .setParameter(1, at)
                .executeUpdate();
    }

    /// Whether there is nothing left to say on the log of any key.
    boolean forgotten() {
        return getEntityManager()
                .createNativeQuery(
                        """
                        select 1 from admin.outbox o where o.tombstoned_at is null
                          and (o.published_at is null
                               or not exists (select 1 from admin.outbox n
                                              where n.entry_key = o.entry_key and n.seq > o.seq))
                        """,
                        Integer.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }
}
