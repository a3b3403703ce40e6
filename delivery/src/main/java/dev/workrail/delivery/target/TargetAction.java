package dev.workrail.delivery.target;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What follows from a decision.
public sealed interface TargetAction {
    Entry entry();

    /// Someone is to make an attempt, and to be done with it before it expires.
    record Attempt(Entry entry, Instant expiresAt) implements TargetAction {}

    /// The target has it.
    record Delivered(Entry entry, @Nullable String externalId) implements TargetAction {}

    /// It becomes a dead letter.
    ///
    /// @param code a fixed word: attempts_exhausted, refused, target_disabled, backlog_full
    record GiveUp(Entry entry, String code, String cause) implements TargetAction {}

    /// A newer status of the same session took its place.
    record Supersede(Entry entry) implements TargetAction {}
}
