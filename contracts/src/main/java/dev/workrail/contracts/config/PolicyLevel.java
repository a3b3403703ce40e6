package dev.workrail.contracts.config;

import java.util.Locale;

/// What a policy holds for.
public enum PolicyLevel {
    @com.fasterxml.jackson.annotation.JsonProperty("org")
    ORG,
    @com.fasterxml.jackson.annotation.JsonProperty("workspace")
    WORKSPACE,
    @com.fasterxml.jackson.annotation.JsonProperty("trigger")
    TRIGGER,
    /// The model tier that sessions count in.
    @com.fasterxml.jackson.annotation.JsonProperty("tier")
    TIER;

    /// The id of a policy among the entries of its kind.
    ///
    /// @param of the org, workspace, trigger or tier
    public String entryId(String of) {
        return wire() + "." + of;
    }

    /// As JSON names it.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
