package dev.workrail.console.people;

import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Wrong passwords of late; of no org.
@Singleton
class FailureRows {
    private final EntityManager entities;

    FailureRows(EntityManager entities) {
        this.entities = entities;
    }

    /// Tries so far, and when the last one was.
    record Tries(int failures, Instant lastAt) {}

    /// Holds off everyone else who asks for the bucket until the transaction ends.
    Optional<Tries> lock(String bucket) {
        List<?> rows =
                entities.createNativeQuery(
                                """
                                select failures, cast(extract(epoch from last_at) * 1000 as bigint)
                                from admin.sign_in_failure where bucket = ?1 for update
                                """,
                                Object[].class)
                        .setParameter(1, bucket)
                        .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row ->
                        new Tries(
                                ((Number) row[0]).intValue(),
                                Instant.ofEpochMilli(((Number) row[1]).longValue())))
                .findFirst();
    }

    void count(String bucket, Instant now, Instant forgotten) {
        entities.createNativeQuery(
                        """
                        insert into admin.sign_in_failure as known (bucket, failures, last_at)
                        values (?1, 1, ?2)
                        on conflict (bucket) do update set
                            failures = case when known.last_at < ?3 then 1
                                            else known.failures + 1 end,
                            last_at = excluded.last_at
                        """)
                .setParameter(1, bucket)
                .setParameter(2, now)
                .setParameter(3, forgotten)
                .executeUpdate();
    }

    void takeBack(String bucket) {
        entities.createNativeQuery(
                        """
                        update admin.sign_in_failure set failures = greatest(failures - 1, 0)
                        where bucket = ?1
                        """)
                .setParameter(1, bucket)
                .executeUpdate();
    }

    void clear(String bucket) {
        entities.createNativeQuery("delete from admin.sign_in_failure where bucket = ?1")
                .setParameter(1, bucket)
                .executeUpdate();
    }

    void forget(Instant before) {
        entities.createNativeQuery("delete from admin.sign_in_failure where last_at < ?1")
                .setParameter(1, before)
                .executeUpdate();
    }
}
