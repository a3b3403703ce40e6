package dev.workrail.ingest.signature;

import java.util.Map;
import java.util.Optional;

/// The scheme of each provider that sends webhooks. Immutable.
public final class SignatureSchemes {
    private static final StandardWebhooksSignature STANDARD =
            new StandardWebhooksSignature(ReplayWindow.FIVE_MINUTES);

    private static final Map<String, SignatureScheme> BY_PROVIDER =
            Map.of(
                    "github",
                    BodySignature.GITHUB,
                    "gitlab",
                    new GitlabSignature(STANDARD),
                    "jira",
                    BodySignature.JIRA,
                    "pagerduty",
                    new PagerDutySignature(),
                    "slack",
                    new SlackSignature(ReplayWindow.FIVE_MINUTES),
                    "standard-webhooks",
                    STANDARD,
                    "generic",
                    BodySignature.WORKRAIL);

    private SignatureSchemes() {}

    /// Empty for a provider that sends no webhooks, such as `schedule`.
    public static Optional<SignatureScheme> of(String provider) {
        return Optional.ofNullable(BY_PROVIDER.get(provider));
    }
}
