package dev.workrail.contracts.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that another worker needs to go on. Rides in its segment, so it is at most 32 KiB.
///
/// @param nextEventIndex index the next event of the session takes
/// @param turn model turns so far
/// @param engine the engine's own state, opaque to everyone else
/// @param workflow the pinned workflow the session is bound to
/// @param conversation digests of the conversation's chunks, oldest first
/// @param recent what was said since the last chunk, encrypted with the org's key, base64; absent
///   where the chunks hold all of it
/// @param worktree the agent's uncommitted work, absent while there is none
/// @param git how far commit and push have come
public record Checkpoint(
        long nextEventIndex,
        int turn,
        @Nullable String stepId,
        @Nullable JsonNode engine,
        @Nullable BlobRef workflow,
        List<BlobRef> conversation,
        @Nullable String recent,
        @Nullable BlobRef worktree,
        @Nullable GitProgress git,
        Usage usage) {
    /// Largest JSON form, bytes.
    public static final int MAX_BYTES = 32 * 1024;

    public Checkpoint {
        conversation = conversation == null ? List.of() : List.copyOf(conversation);
        usage = usage == null ? Usage.NONE : usage;
    }
}
