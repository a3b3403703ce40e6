package dev.workrail.platform.trigger.provider;

import dev.workrail.contracts.trigger.SourceIdentity;
import org.jspecify.annotations.Nullable;

/// What a webhook says happened, in the provider's own words.
///
/// @param eventType such as `issues`, `merge_request`, `incident`
/// @param action such as `opened`; absent where the event has none
/// @param deliveryId the provider's id of this delivery, the same when it retries
/// @param source the piece of work it is about; absent only where neither payload nor delivery id
///   names one
public record Occurrence(
        String eventType,
        @Nullable String action,
        @Nullable String deliveryId,
        @Nullable SourceIdentity source) {}
