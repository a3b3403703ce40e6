package dev.workrail.contracts.session;

import dev.workrail.contracts.id.ClaimId;
import org.jspecify.annotations.Nullable;

/// Decides, for one session, which records of `wr.sessions` count. Every reader applies it.
///
/// In partition order, a claim is valid if its epoch is above every earlier claim's; the first
/// claim of an epoch wins. What is written under any other claim is void, so a worker that lost its
/// lease cannot take effect however late its writes arrive. Facts always count.
///
/// Immutable: a reader keeps the returned filter beside its own state of the session.
///
/// @param epoch the highest epoch claimed so far; 0 before the first claim
/// @param holder the claim that won it
public record EpochFilter(long epoch, @Nullable ClaimId holder) {
    /// Before the first claim: every segment is void.
    public static final EpochFilter START = new EpochFilter(0, null);

    /// What a record means to a reader.
    public enum Verdict {
        /// A claim that became the holder.
        CLAIM,
        /// Written by the holder.
        VALID,
        /// A fact, by someone who holds no lease.
        FACT,
        /// To be ignored.
        VOID
    }

    public Verdict verdict(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Claimed claimed ->
                    claimed.epoch() > epoch ? Verdict.CLAIM : Verdict.VOID;
            case SessionRecord.Segment segment -> held(segment.epoch(), segment.claim());
            case SessionRecord.Released released -> held(released.epoch(), released.claim());
            case SessionRecord.Noted ignored -> Verdict.FACT;
            case SessionRecord.Opaque ignored -> Verdict.VOID;
        };
    }

    /// The filter for the records after `record`.
    public EpochFilter after(SessionRecord record) {
        return record instanceof SessionRecord.Claimed claimed && claimed.epoch() > epoch
                ? new EpochFilter(claimed.epoch(), claimed.claim())
                : this;
    }

    private Verdict held(long epoch, ClaimId claim) {
        return epoch == this.epoch && claim.equals(holder) ? Verdict.VALID : Verdict.VOID;
    }
}
