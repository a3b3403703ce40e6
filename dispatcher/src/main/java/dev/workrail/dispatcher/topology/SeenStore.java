package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.dispatcher.schedule.Recall;
import dev.workrail.dispatcher.schedule.Remembered;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Deliveries and sources of the last week of log time, by 16-byte hashes.
final class SeenStore implements Recall {
    static final String PREFIX = "seen/";
    static final Duration KEPT = Duration.ofDays(7);

    private final ExpiringStore store;

    SeenStore(ExpiringStore store) {
        this.store = store;
    }

    @Override
    public @Nullable Remembered find(String hash) {
        byte[] stored = store.get(bytes(hash));
        return stored == null ? null : ContractsJson.read(stored, Remembered.class);
    }

    void put(String hash, Remembered what) {
        store.put(bytes(hash), ContractsJson.write(what), what.at().plus(KEPT));
    }

    void expire(Instant now) {
        store.expire(now, SpecStore.EXPIRED_AT_ONCE);
    }

    private static byte[] bytes(String hash) {
        return HexFormat.of().parseHex(hash);
    }
}
