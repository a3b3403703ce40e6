package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// How far the logs of the sessions last written were read; at most 20,000 between batches.
final class FilterCache {
    private static final int MAX = 20_000;

    private final Map<Key, LogWriter.Reading> readings = new LinkedHashMap<>(64, 0.75f, true);

    private record Key(OrgId org, String session) {}

    boolean knows(OrgId org, String session) {
        return readings.containsKey(new Key(org, session));
    }

    LogWriter.Reading get(OrgId org, String session) {
        return readings.getOrDefault(new Key(org, session), LogWriter.Reading.START);
    }

    void put(OrgId org, String session, LogWriter.Reading reading) {
        readings.put(new Key(org, session), reading);
    }

    /// Called between batches only: within one, a reading that went would be read again too old.
    void trim() {
        Iterator<Key> eldest = readings.keySet().iterator();
        while (readings.size() > MAX) {
            eldest.next();
            eldest.remove();
        }
    }
}
