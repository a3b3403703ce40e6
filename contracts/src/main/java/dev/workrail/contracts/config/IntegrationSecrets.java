package dev.workrail.contracts.config;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Names of the secrets that an integration uses, by what each is for.
///
/// @param ingest signs the webhooks that come from it
/// @param git fetches and pushes
/// @param delivery signs the callbacks that go to it
public record IntegrationSecrets(
        @Nullable String ingest, @Nullable String git, @Nullable String delivery) {
    public static final IntegrationSecrets NONE = new IntegrationSecrets(null, null, null);

    public Optional<String> of(SecretPurpose purpose) {
        return switch (purpose) {
            case INGEST -> Optional.ofNullable(ingest);
            case GIT -> Optional.ofNullable(git);
            case DELIVERY -> Optional.ofNullable(delivery);
            case MODEL, SIGNING -> Optional.empty();
        };
    }
}
