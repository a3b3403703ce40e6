package dev.workrail.console.retention;

import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.Position;
import dev.workrail.projections.read.RetentionReader;
import dev.workrail.projections.read.ViewPositions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Says on `wr.sessions` what was decided to be erased. What a crash leaves unsaid is said by
/// whoever comes next; said twice it is the same fact. Thread-safe; blocks.
@Singleton
final class ErasureLog {
    private static final int BATCH = 500;
    private static final int PATIENCE_SECONDS = 60;

    private final TenantTx transactions;
    private final ErasedSessionRows rows;
    private final ConsoleLog log;
    private final RetentionReader views;
    private final ViewPositions positions;
    private final Clock clock;

    ErasureLog(
            TenantTx transactions,
            ErasedSessionRows rows,
            ConsoleLog log,
            RetentionReader views,
            ViewPositions positions,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.log = log;
        this.views = views;
        this.positions = positions;
        this.clock = clock;
    }

    /// Says what is not said yet.
    ///
    /// @return where
    List<Position> tell(OrgId org) {
        List<Position> written = new ArrayList<>();
        List<SessionId> untold = transactions.call(org, () -> rows.untold(BATCH));
        while (!untold.isEmpty()) {
            List<SessionId> batch = untold;
            Instant now = clock.instant();
            written.addAll(
                    log.writeAll(
                            Topics.SESSIONS,
                            batch.stream()
                                    .map(session ->
                                            new ConsoleLog.Keyed(
                                                    session.value(), fact(org, session, now)))
                                    .toList()));
            untold =
                    transactions.call(
                            org,
                            () -> {
                                rows.told(batch, now);
                                return rows.untold(BATCH);
                            });
        }
        return written;
    }

    /// Has whatever a view shows again, as after a rebuild from an old archive, said once more.
    void tellAgainOfWhatCameBack(OrgId org) {
        String after = "";
        List<SessionId> page;
        do {
            String from = after;
            page = transactions.call(org, () -> rows.toldAfter(from, BATCH));
            Set<SessionId> back = views.present(org, page);
            if (!back.isEmpty()) {
                transactions.call(
                        org,
                        () -> {
                            rows.tellAgain(back);
                            return true;
                        });
            }
            after = page.isEmpty() ? after : page.getLast().value();
        } while (page.size() == BATCH);
    }

    /// Waits until the views have heard.
    ///
    /// @return false where that takes longer than a minute
    boolean awaitViews(List<Position> written) {
        for (Position position : written) {
            int waits = 0;
            while (!positions.awaitPosition(
                    position.topic(),
                    position.partition(),
                    position.offset(),
                    ViewPositions.MAX_WAIT)) {
                if (++waits == PATIENCE_SECONDS) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Envelope<SessionRecord> fact(OrgId org, SessionId session, Instant now) {
        String id = Ids.derive("fact", org.value(), session.value(), "erased");
        return EventCodec.envelope(
                id,
                ConsoleLog.SOURCE,
                org + "/" + session,
                now,
                null,
                new SessionRecord.Noted(
                        session, org, id, ConsoleLog.SOURCE, now, Fact.Erased.RETENTION));
    }
}
