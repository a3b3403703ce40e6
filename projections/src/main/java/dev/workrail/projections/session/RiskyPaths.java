package dev.workrail.projections.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.view.ChangeRisk;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the risk of a change from the paths it touches.
final class RiskyPaths {
    /// What runs in production or decides what does.
    private static final Pattern PRODUCTION =
            Pattern.compile(
                    "(^|/)(deploy|deployment|infra|terraform|helm|k8s|kubernetes|ansible|migrations?)/"
                            + "|(^|/)\\.github/workflows/|(^|/)\\.gitlab-ci|(^|/)dockerfile|\\.tf$");

    /// Authentication, input that comes from outside, and keys.
    private static final Pattern SECURITY =
            Pattern.compile(
                    "(^|[/_.-])(auth|authn|authz|oauth|oidc|login|security|crypto|secrets?|passwords?|permissions?|webhooks?)"
                            + "([/_.-]|$)");

    private RiskyPaths() {}

    /// @param paths an array of paths; anything else carries no risk
    static ChangeRisk of(JsonNode paths) {
        ChangeRisk risk = ChangeRisk.NONE;
        for (JsonNode path : paths) {
            if (path.isTextual()) {
                String text = path.textValue().toLowerCase(Locale.ROOT);
                risk =
                        risk.or(
                                new ChangeRisk(
                                        false,
                                        false,
                                        PRODUCTION.matcher(text).find(),
                                        SECURITY.matcher(text).find()));
            }
        }
        return risk;
    }
}
