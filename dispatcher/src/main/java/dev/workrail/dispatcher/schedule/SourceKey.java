package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What makes two occurrences the same work: org, workflow, workspace, source and revision.
/// Triggers of different providers that report one source share it; two workflows on one source do
/// not.
///
/// @param hash 16 bytes of SHA-256 with the revision, in hexadecimal
/// @param subject trigger and source without its revision: what newest-wins compares
/// @param dispatchesBefore sessions of this source that were run before this one
/// @param charged true while this session's run counts against the source
public record SourceKey(String hash, String subject, int dispatchesBefore, boolean charged) {

    static @Nullable String hash(TriggerEvent.Accepted event) {
        return event.source() == null
                ? null
                : hash(
                        event.org().value(),
                        event.config().workflowId(),
                        Objects.toString(event.config().workspace(), ""),
                        event.source().text());
    }

    static @Nullable SourceKey of(SessionSpec spec, int dispatchesBefore) {
        SourceIdentity source = spec.source();
        if (source == null) {
            return null;
        }
        String hash =
                hash(
                        spec.org().value(),
                        spec.workflowId(),
                        Objects.toString(spec.trigger().workspace(), ""),
                        source.text());
        return new SourceKey(hash, subject(spec, source), dispatchesBefore, false);
    }

    private static String subject(SessionSpec spec, SourceIdentity source) {
        return spec.org() + "/" + spec.trigger().trigger() + "/" + source.subject();
    }

    /// The key under which a delivery is remembered.
    static String delivery(TriggerEvent.Accepted event) {
        return hash("delivery", event.org().value(), event.id().value());
    }

    int dispatches() {
        return dispatchesBefore + (charged ? 1 : 0);
    }

    SourceKey charged(boolean now) {
        return new SourceKey(hash, subject, dispatchesBefore, now);
    }

    private static String hash(String... parts) {
        // A derived id is 16 bytes of SHA-256 over parts with their boundaries.
        return Ids.derive("h", parts).substring(2).replace("-", "");
    }
}
