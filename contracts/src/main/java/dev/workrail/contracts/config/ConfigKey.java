package dev.workrail.contracts.config;

import dev.workrail.contracts.id.OrgId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key of an entry on `wr.config`, written `org/kind/id`.
public record ConfigKey(OrgId org, String entry, String id) {
    public static ConfigKey parse(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "a config key is org/kind/id, but was '" + text + "'");
        }
        return new ConfigKey(new OrgId(parts[0]), parts[1], parts[2]);
    }

    /// The key that `text` says, where it says one.
    public static Optional<ConfigKey> find(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return org + "/" + entry + "/" + id;
    }
}
