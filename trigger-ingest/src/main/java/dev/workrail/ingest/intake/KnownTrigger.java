package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.RateLimit;
import java.util.List;

/// A trigger as the configuration has it now, with what is needed to judge a webhook for it.
///
/// @param version rises with every change of the trigger
/// @param secrets the signing secrets in clear that are valid now; never logged
/// @param orgRate the org's rate, or the deployment's default
/// @param triggerRate the trigger's own rate, or the deployment's default
public record KnownTrigger(
        ConfigValue.Trigger trigger,
        long version,
        List<String> secrets,
        RateLimit orgRate,
        RateLimit triggerRate) {
    public KnownTrigger {
        secrets = List.copyOf(secrets);
    }

    /// Says nothing of the secrets.
    @Override
    public String toString() {
        return trigger.key() + "@" + version;
    }
}
