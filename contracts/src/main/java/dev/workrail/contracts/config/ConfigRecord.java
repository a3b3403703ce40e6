package dev.workrail.contracts.config;

import org.jspecify.annotations.Nullable;

/// What `wr.config` carries: a version that rises with every change of the key, and the value
/// unless it was deleted.
public record ConfigRecord(long version, boolean deleted, @Nullable ConfigValue value) {
    public static ConfigRecord of(long version, ConfigValue value) {
        return new ConfigRecord(version, false, value);
    }

    /// Whether `key` is the one its value belongs under. A deletion and an unknown kind may lie
    /// under any.
    public boolean isUnder(ConfigKey key) {
        return value == null || value instanceof ConfigValue.Opaque || value.key().equals(key);
    }

    public static ConfigRecord deletion(long version) {
        return new ConfigRecord(version, true, null);
    }
}
