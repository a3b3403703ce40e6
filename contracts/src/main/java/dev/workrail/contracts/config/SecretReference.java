package dev.workrail.contracts.config;

import dev.workrail.contracts.id.IntegrationId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How workspaces, triggers and delivery targets name a secret: by the secret's own name, or as
/// `integration:` and the id of the integration whose secret for the purpose is meant.
///
/// @param integration absent where `text` is the secret's own name
public record SecretReference(String text, @Nullable IntegrationId integration) {
    private static final String PREFIX = "integration:";

    /// Reads any text: one whose prefix no id follows is a name, of a secret that cannot be.
    public static SecretReference of(String text) {
        try {
            return new SecretReference(
                    text,
                    text.startsWith(PREFIX)
                            ? new IntegrationId(text.substring(PREFIX.length()))
                            : null);
        } catch (IllegalArgumentException e) {
            return new SecretReference(text, null);
        }
    }

    /// How the secrets of an integration are named.
    public static String to(IntegrationId integration) {
        return PREFIX + integration;
    }

    /// The name of the secret that is meant now; empty where the integration is not there or has
    /// none for the purpose.
    public Optional<String> name(
            SecretPurpose purpose,
            Function<IntegrationId, Optional<ConfigValue.Integration>> integrations) {
        return integration == null
                ? Optional.of(text)
                : integrations.apply(integration).flatMap(found -> found.secrets().of(purpose));
    }
}
