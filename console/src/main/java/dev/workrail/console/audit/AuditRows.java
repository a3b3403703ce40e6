package dev.workrail.console.audit;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The audit log of one org, within a tenant transaction.
@Singleton
class AuditRows implements PanacheRepositoryBase<AuditEntryEntity, String> {
    /// Which entries are asked for; what is absent does not narrow it.
    record Filter(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String target,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /// Behind which entry a page begins, newest first.
    record Mark(Instant at, String id) {}

    /// Enters one, unless there is one of that id.
    void enter(AuditEntry entry) {
        getEntityManager()
                .createNativeQuery(
                        """
                        insert into admin.audit_entry
                            (entry_id, at, actor, actor_name, action, target, reason, was, became)
                        values (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                                cast(cast(?8 as text) as jsonb), cast(cast(?9 as text) as jsonb))
                        on conflict do nothing
                        """)
                .setParameter(1, entry.id())
                .setParameter(2, entry.at())
                .setParameter(3, entry.actor())
                .setParameter(4, entry.actorName())
                .setParameter(5, entry.action())
                .setParameter(6, entry.target())
                .setParameter(7, entry.reason())
                .setParameter(8, entry.before() == null ? null : entry.before().toString())
                .setParameter(9, entry.after() == null ? null : entry.after().toString())
                .executeUpdate();
    }

    List<AuditEntryEntity> newest(Filter filter, @Nullable Mark behind, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        equal(conditions, values, "actor", filter.actor());
        equal(conditions, values, "action", filter.action());
        equal(conditions, values, "target", filter.target());
        if (filter.from() != null) {
            conditions.add("at >= :from");
            values.put("from", filter.from());
        }
        if (filter.until() != null) {
            conditions.add("at < :until");
            values.put("until", filter.until());
        }
        if (behind != null) {
            // The first half is what the index can be read from.
            conditions.add("at <= :markAt and (at < :markAt or entryId < :markId)");
            values.put("markAt", behind.at());
            values.put("markId", behind.id());
        }
        String where = conditions.isEmpty() ? "" : String.join(" and ", conditions) + " ";
        return find(where + "order by at desc, entryId desc", values).page(0, limit).list();
    }

    private static void equal(
            List<String> conditions,
            Map<String, Object> values,
            String column,
            @Nullable String value) {
        if (value != null) {
            conditions.add("%s = :%s".formatted(column, column));
            values.put(column, value);
        }
    }
}
