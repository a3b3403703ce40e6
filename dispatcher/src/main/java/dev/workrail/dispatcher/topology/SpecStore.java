package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.dispatcher.schedule.Specs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What each session is to do, and the trace it belongs to; kept for a week after it is over, so
/// that late claims are refused and a retry knows what to run.
final class SpecStore implements Specs {
    static final String PREFIX = "spec/";
    static final int EXPIRED_AT_ONCE = 1_000;
    private static final Duration KEPT = Duration.ofDays(7);

    private final ExpiringStore store;

    SpecStore(ExpiringStore store) {
        this.store = store;
    }

    record Filed(SessionSpec spec, @Nullable String traceparent) {}

    @Nullable Filed filed(SessionId session) {
        byte[] stored = store.get(key(session));
        return stored == null ? null : ContractsJson.read(stored, Filed.class);
    }

    @Override
    public @Nullable SessionSpec find(SessionId session) {
        Filed filed = filed(session);
        return filed == null ? null : filed.spec();
    }

    void put(SessionSpec spec, @Nullable String traceparent) {
        store.put(key(spec.session()), ContractsJson.write(new Filed(spec, traceparent)), NEVER);
    }

    void over(SessionId session, Instant at) {
        byte[] stored = store.get(key(session));
        if (stored != null) {
            store.put(key(session), stored, at.plus(KEPT));
        }
    }

    void expire(Instant now) {
        store.expire(now, EXPIRED_AT_ONCE);
    }

    private static byte[] key(SessionId session) {
        return ExpiringStore.key(session.value());
    }

    /// Later than any log time; a session that is not over is not forgotten.
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
}
