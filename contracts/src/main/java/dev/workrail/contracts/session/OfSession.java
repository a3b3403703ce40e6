package dev.workrail.contracts.session;

import dev.workrail.contracts.id.SessionId;
import org.jspecify.annotations.Nullable;

/// What lies on a topic under its session's id. Under any other key it may lie in another partition
/// than the rest of its session, so that its place among them means nothing: readers leave it out.
public interface OfSession {
    SessionId session();

    /// Whether `key` is the one it belongs under.
    default boolean isUnder(@Nullable String key) {
        return session().value().equals(key);
    }
}
