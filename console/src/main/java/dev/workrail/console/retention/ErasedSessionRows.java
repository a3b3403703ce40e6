package dev.workrail.console.retention;

import dev.workrail.contracts.id.SessionId;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Which sessions of one org are to be erased or were, within a tenant transaction.
@Singleton
class ErasedSessionRows {
    private final EntityManager entities;

    ErasedSessionRows(EntityManager entities) {
        this.entities = entities;
    }

    boolean has(SessionId session) {
        return !entities.createNativeQuery(
                        "select 1 from admin.erased_session where session_id = ?1", Integer.class)
                .setParameter(1, session.value())
                .getResultList()
                .isEmpty();
    }

    /// Those that were decided on before are decided on still.
    void decide(String run, Collection<SessionId> sessions, Instant now) {
        entities.createNativeQuery(
                        """
                        insert into admin.erased_session (session_id, run_id, decided_at)
                        select session_id, ?2, ?3 from unnest(?1) as session_id
                        on conflict do nothing
                        """)
                .setParameter(1, ids(sessions))
                .setParameter(2, run)
                .setParameter(3, now)
                .executeUpdate();
    }

    /// Those that the log does not say yet, in the order of their ids.
    List<SessionId> untold(int limit) {
        return read(
                entities.createNativeQuery(
                                """
                                select session_id from admin.erased_session where told_at is null
                                order by session_id
                                """,
                                String.class)
                        .setMaxResults(limit)
                        .getResultList());
    }

    void told(Collection<SessionId> sessions, Instant now) {
        entities.createNativeQuery(
                        """
                        update admin.erased_session set told_at = ?2 where session_id = any(?1)
                        """)
                .setParameter(1, ids(sessions))
                .setParameter(2, now)
                .executeUpdate();
    }

    /// Has the log told of these again.
    void tellAgain(Collection<SessionId> sessions) {
        entities.createNativeQuery(
                        """
                        update admin.erased_session set told_at = null where session_id = any(?1)
                        """)
                .setParameter(1, ids(sessions))
                .executeUpdate();
    }

    /// Those that the log was told of, in the order of their ids.
    List<SessionId> toldAfter(String after, int limit) {
        return read(
                entities.createNativeQuery(
                                """
                                select session_id from admin.erased_session
                                where told_at is not null and session_id > ?1 order by session_id
                                """,
                                String.class)
                        .setParameter(1, after)
                        .setMaxResults(limit)
                        .getResultList());
    }

    private static String[] ids(Collection<SessionId> sessions) {
        return sessions.stream().map(SessionId::value).toArray(String[]::new);
    }

    private static List<SessionId> read(List<?> rows) {
        return rows.stream().map(String.class::cast).map(SessionId::new).toList();
    }
}
