package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Checkpoint;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where each session would be resumed.
record CheckpointStore(StorePart part) {
    static final String PREFIX = "checkpoint/";

    @Nullable Checkpoint find(SessionId session) {
        byte[] stored = part.get(key(session));
        return stored == null ? null : ContractsJson.read(stored, Checkpoint.class);
    }

    void put(SessionId session, Checkpoint checkpoint) {
        part.put(key(session), ContractsJson.write(checkpoint));
    }

    void over(SessionId session) {
        part.delete(key(session));
    }

    private static byte[] key(SessionId session) {
        return session.value().getBytes(StandardCharsets.UTF_8);
    }
}
