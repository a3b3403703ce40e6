package dev.workrail.console.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What kind of system an integration is with.
public enum IntegrationProvider {
    GITHUB,
    GITLAB,
    JIRA,
    PAGERDUTY,
    SLACK,
    /// Any other that sends webhooks, has repositories or takes callbacks.
    GENERIC;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> all() {
        return Arrays.stream(values()).map(IntegrationProvider::wire).toList();
    }

    /// The provider of that name.
    ///
    /// @throws IllegalArgumentException where there is none
    public static IntegrationProvider of(@Nullable String wire) {
        return Arrays.stream(values())
                .filter(known -> known.wire().equals(wire))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected one of " + String.join(", ", all())));
    }

    /// Whether a trigger of one provider takes its signing secret from an integration of another.
    public static boolean fits(String integration, String trigger) {
        return integration.equals(trigger)
                || (integration.equals(GENERIC.wire()) && trigger.equals("standard-webhooks"));
    }
}
