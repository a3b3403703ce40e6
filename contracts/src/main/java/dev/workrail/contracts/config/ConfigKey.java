package dev.workrail.contracts.config;

import dev.workrail.contracts.id.OrgId;

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

    @Override
    public String toString() {
        return org + "/" + entry + "/" + id;
    }
}
