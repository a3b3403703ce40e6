package dev.workrail.contracts.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.IntegrationId;
import dev.workrail.contracts.id.OrgId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretReferenceTest {
    private static final IntegrationId HUB = new IntegrationId("hub");

    @Test
    void shouldMeanTheSecretOfThatNameOrTheOneThatItsIntegrationNames() {
        assertThat(meant("token")).contains("token");
        assertThat(meant("integration:hub")).contains("hub-token");
        assertThat(meant(SecretReference.to(HUB))).contains("hub-token");
    }

    @Test
    void shouldMeanNothingWhereTheIntegrationIsNotThereOrHasNone() {
        assertThat(meant("integration:other")).isEmpty();
        assertThat(SecretReference.of("integration:hub").name(SecretPurpose.INGEST, this::find))
                .isEmpty();
        assertThat(SecretReference.of("integration:hub").name(SecretPurpose.MODEL, this::find))
                .isEmpty();
    }

    @Test
    void shouldReadAPrefixWithoutAnIdAsAName() {
        assertThat(SecretReference.of("integration:").integration()).isNull();
        assertThat(SecretReference.of("integration:NO ID").integration()).isNull();
    }

    private Optional<String> meant(String text) {
        return SecretReference.of(text).name(SecretPurpose.GIT, this::find);
    }

    private Optional<ConfigValue.Integration> find(IntegrationId id) {
        return id.equals(HUB)
                ? Optional.of(
                        new ConfigValue.Integration(
                                new OrgId("acme"),
                                HUB,
                                "github",
                                "Hub",
                                null,
                                new IntegrationSecrets(null, "hub-token", null)))
                : Optional.empty();
    }
}
