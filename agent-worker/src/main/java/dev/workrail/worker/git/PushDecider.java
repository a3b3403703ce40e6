package dev.workrail.worker.git;

import dev.workrail.contracts.session.Effect;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to do about a ref, given where the remote has it now. Pure.
public final class PushDecider {
    private PushDecider() {}

    /// The next step of a push.
    public sealed interface Next {
        /// Announce the push, then do it.
        record Announce(@Nullable String old) implements Next {}

        /// Do the push that was announced.
        record Push() implements Next {}

        /// It has happened: write it down.
        record Record() implements Next {}

        /// Someone else moved the ref: a person must look.
        record Conflict(String found) implements Next {}
    }

    /// Before anything was announced. A ref names its session, so whatever is there already and is
    /// not this very commit belongs to someone else.
    public static Next first(String commit, @Nullable String found) {
        if (found == null) {
            return new Next.Announce(null);
        }
        return found.equals(commit) ? new Next.Announce(found) : new Next.Conflict(found);
    }

    /// After `intended` was announced, by this worker or by one before it.
    public static Next announced(Effect.PushIntended intended, @Nullable String found) {
        if (intended.newId().equals(found)) {
            return new Next.Record();
        }
        if (Objects.equals(found, intended.oldId())) {
            return new Next.Push();
        }
        return new Next.Conflict(found == null ? "nothing" : found);
    }
}
