package dev.workrail.projections.read;

import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Checkpoint;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the last checkpoint of a session names in the blob store.
///
/// @param at when it was written
/// @param conversation its parts, oldest first
public record CheckpointBlobs(
        Instant at,
        List<BlobRef> conversation,
        @Nullable BlobRef worktree,
        @Nullable BlobRef workflow) {
    public CheckpointBlobs {
        conversation = conversation == null ? List.of() : List.copyOf(conversation);
    }

    public static CheckpointBlobs of(Checkpoint checkpoint, Instant at) {
        return new CheckpointBlobs(
                at, checkpoint.conversation(), checkpoint.worktree(), checkpoint.workflow());
    }
}
