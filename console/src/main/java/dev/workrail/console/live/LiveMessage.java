package dev.workrail.console.live;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.kafka.Partition;
import org.jspecify.annotations.Nullable;

/// One record of the log as a stream sends it.
///
/// @param session absent where it is about the org alone
/// @param type kind of the record
/// @param json what its subscribers get
public record LiveMessage(
        Partition partition,
        long offset,
        OrgId org,
        @Nullable SessionId session,
        String type,
        String json) {
    private static final int OVERHEAD = 200;

    /// About how much memory it takes.
    int bytes() {
        return OVERHEAD + json.length();
    }
}
