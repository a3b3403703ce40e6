package dev.workrail.projections.archive;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.archive.ArchiveBundle.Archived;
import dev.workrail.projections.sink.RestoredSession;
import java.util.ArrayList;
import java.util.List;

/// Reads a bundle's records back into what the sink takes.
final class RestoredRecords {
    private RestoredRecords() {}

    static RestoredSession of(ArchiveBundle bundle) {
        List<Received<SessionRecord>> log = new ArrayList<>();
        List<Received<SchedulingEvent>> decisions = new ArrayList<>();
        for (Archived record : bundle.records()) {
            if (record.topic().equals(Topics.SESSIONS.name())) {
                log.add(received(bundle, record, SessionRecord.class));
            } else if (record.topic().equals(Topics.SCHEDULING.name())) {
                decisions.add(received(bundle, record, SchedulingEvent.class));
            }
        }
        return new RestoredSession(bundle.org(), bundle.session(), log, decisions);
    }

    private static <T> Received<T> received(
            ArchiveBundle bundle, Archived record, Class<T> family) {
        return new Received<>(
                record.event().envelope(family),
                bundle.session().value(),
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp());
    }
}
