package dev.workrail.contracts.topic;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One topic: how it is keyed, spread and kept, and what it carries.
///
/// @param name full name; a template where it ends in `.<pool>`
/// @param key what the record key is, in words
/// @param spread which partition count of the deployment applies
/// @param retention how long records are kept; absent for compacted topics
/// @param family the sealed family (or record) its values belong to
public record Topic(
        String name,
        String key,
        Spread spread,
        @Nullable Duration retention,
        Class<?> family,
        String summary) {

    /// Which of a deployment's partition counts a topic takes.
    public enum Spread {
        /// What is keyed by session: 1 on one machine, 48 in a cluster.
        WIDE,
        /// Everything a single task per domain must read in order.
        SINGLE
    }

    public boolean compacted() {
        return retention == null;
    }
}
