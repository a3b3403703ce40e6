package dev.workrail.console.live;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.SessionRecord;
import java.util.LinkedHashMap;
import java.util.Map;

/// Applies [EpochFilter] to a tail that begins in the middle of the log.
///
/// Of a session whose claim lies before the beginning, the segments of the highest epoch seen
/// count. So a zombie's segment may be shown for as long as the true holder has said nothing since
/// the tail began; the views, which fold the whole log, never hold it. Remembers the 50,000
/// sessions heard of last. Not thread-safe.
final class LiveFilter {
    private static final int REMEMBERED = 50_000;

    private final Map<SessionId, EpochFilter> filters =
            new LinkedHashMap<>(1_024, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<SessionId, EpochFilter> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// Whether the record counts.
    boolean counts(SessionRecord record) {
        EpochFilter known = filters.get(record.session());
        EpochFilter before = known == null ? EpochFilter.START : known;
        EpochFilter filter = adopted(before, record);
        EpochFilter.Verdict verdict = filter.verdict(record);
        if (verdict != EpochFilter.Verdict.FACT) {
            filters.put(record.session(), filter.after(record));
        }
        return verdict != EpochFilter.Verdict.VOID;
    }

    boolean knows(SessionId session) {
        return filters.containsKey(session);
    }

    private static EpochFilter adopted(EpochFilter before, SessionRecord record) {
        return switch (record) {
            case SessionRecord.Segment segment when segment.epoch() > before.epoch() ->
                    new EpochFilter(segment.epoch(), segment.claim());
            case SessionRecord.Released released when released.epoch() > before.epoch() ->
                    new EpochFilter(released.epoch(), released.claim());
            case SessionRecord.Segment _,
                    SessionRecord.Released _,
                    SessionRecord.Claimed _,
                    SessionRecord.Noted _,
                    SessionRecord.Opaque _ ->
                    before;
        };
    }
}
