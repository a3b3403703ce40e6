package dev.workrail.console.live;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.kafka.Partition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One record of the log as a stream sends it, for as long as the tail keeps it.
///
/// The tail's bound is the bound of all streams together: once a message falls out of the tail its
/// text is gone for every client that it still waits for. Thread-safe.
final class LiveMessage {
    private static final int OVERHEAD = 200;

    private final Partition partition;
    private final long offset;
    private final OrgId org;
    private final @Nullable SessionId session;
    private final String type;
    private final int bytes;
    private volatile @Nullable String json;

    /// @param session absent where it is about the org alone
    /// @param type kind of the record
    /// @param json what its subscribers get
    LiveMessage(
            Partition partition,
            long offset,
            OrgId org,
            @Nullable SessionId session,
            String type,
            String json) {
        this.partition = partition;
        this.offset = offset;
        this.org = org;
        this.session = session;
        this.type = type;
        this.json = json;
        this.bytes = OVERHEAD + json.length();
    }

    Partition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    OrgId org() {
        return org;
    }

    @Nullable SessionId session() {
        return session;
    }

    String type() {
        return type;
    }

    /// What its subscribers get; empty once it fell out of the tail.
    Optional<String> json() {
        return Optional.ofNullable(json);
    }

    /// Gives its memory back.
    void forget() {
        json = null;
    }

    /// About how much memory it takes.
    int bytes() {
        return bytes;
    }
}
