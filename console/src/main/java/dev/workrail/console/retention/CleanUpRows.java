package dev.workrail.console.retention;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The clean-ups of one org, within a tenant transaction.
@Singleton
class CleanUpRows implements PanacheRepositoryBase<CleanUpEntity, String> {
    /// Enters one, unless there is one of that id.
    boolean enter(String run, String by, int sessionDays, Instant now, Instant before) {
        return getEntityManager()
                        .createNativeQuery(
                                """
                                insert into admin.clean_up
                                    (run_id, asked_by, session_days, before, started_at, worked_at)
                                values (?1, ?2, ?3, ?4, ?5, ?5) on conflict do nothing
                                """)
                        .setParameter(1, run)
                        .setParameter(2, by)
                        .setParameter(3, sessionDays)
                        .setParameter(4, before)
                        .setParameter(5, now)
                        .executeUpdate()
                > 0;
    }

    /// Newest first.
    List<CleanUpEntity> newest(Instant before, String id, int limit) {
        return find(
                        "startedAt <= ?1 and (startedAt < ?1 or runId < ?2)"
                                + " order by startedAt desc, runId desc",
                        before,
                        id)
                .page(0, limit)
                .list();
    }

    Optional<CleanUpEntity> last() {
        return find("order by startedAt desc, runId desc").page(0, 1).firstResultOptional();
    }

    List<CleanUpEntity> unfinished() {
        return list("finishedAt is null order by startedAt");
    }

    /// Takes over one that stands still since `seen`, unless another console was faster.
    boolean takeOver(String run, Instant seen, Instant now) {
        return update("workedAt = ?1 where runId = ?2 and workedAt = ?3", now, run, seen) == 1;
    }
}
