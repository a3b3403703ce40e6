package dev.workrail.console.triggers;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where a trigger's events come from.
enum Provider {
    GITHUB("github", true),
    GITLAB("gitlab", true),
    JIRA("jira", true),
    PAGERDUTY("pagerduty", true),
    SLACK("slack", true),
    STANDARD_WEBHOOKS("standard-webhooks", true),
    GENERIC("generic", true),
    SCHEDULE("schedule", false),
    MANUAL("manual", false);

    private final String wire;
    private final boolean signed;

    Provider(String wire, boolean signed) {
        this.wire = wire;
        this.signed = signed;
    }

    String wire() {
        return wire;
    }

    /// Whether its events come as signed webhooks.
    boolean signed() {
        return signed;
    }

    static Optional<Provider> of(String wire) {
        return Arrays.stream(values()).filter(known -> known.wire.equals(wire)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(Provider::wire).collect(Collectors.joining(", "));
    }
}
