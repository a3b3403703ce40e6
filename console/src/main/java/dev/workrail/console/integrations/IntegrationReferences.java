package dev.workrail.console.integrations;

import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.ConfigLook;
import dev.workrail.console.settings.IntegrationProvider;
import dev.workrail.console.settings.IntegrationUsers;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.console.workspaces.RepositoryUrl;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks that an integration fits the secrets it names and whoever uses it, under the
/// configuration lock.
final class IntegrationReferences {
    private static final List<SecretPurpose> PURPOSES =
            List.of(SecretPurpose.INGEST, SecretPurpose.GIT, SecretPurpose.DELIVERY);

    private IntegrationReferences() {}

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    static void check(ConfigLook look, ConfigValue.Integration integration) {
        InputFaults faults = new InputFaults();
        IntegrationUsers users = IntegrationUsers.of(look, integration.integration());
        for (SecretPurpose purpose : PURPOSES) {
            secret(faults, look, integration, purpose, users);
        }
        provider(faults, integration, users);
        host(faults, integration.baseUrl(), users);
        faults.refuseIfAny();
    }

    private static void secret(
            InputFaults faults,
            ConfigLook look,
            ConfigValue.Integration integration,
            SecretPurpose purpose,
            IntegrationUsers users) {
        String at = "/secrets/" + purpose.name().toLowerCase(Locale.ROOT);
        String name = integration.secrets().of(purpose).orElse(null);
        if (name != null) {
            if (SecretNames.integration(look, name).isPresent()) {
                faults.add(at, "expected the name of a secret itself");
            }
            SecretNames.expect(faults, at, look, purpose, name);
            return;
        }
        String needing = users.names(purpose).collect(Collectors.joining(", "));
        if (!needing.isEmpty()) {
            faults.add(at, "expected the name of a secret, as %s use it".formatted(needing));
        }
    }

    private static void provider(
            InputFaults faults, ConfigValue.Integration integration, IntegrationUsers users) {
        users.triggers().stream()
                .filter(trigger ->
                        SecretNames.uses(trigger, SecretPurpose.INGEST, users.reference()))
                .filter(trigger ->
                        !IntegrationProvider.fits(integration.provider(), trigger.provider()))
                .forEach(trigger ->
                        faults.add(
                                "/provider",
                                "trigger %s, which uses it, is of provider %s"
                                        .formatted(trigger.trigger(), trigger.provider())));
    }

    private static void host(InputFaults faults, @Nullable String address, IntegrationUsers users) {
        if (address == null) {
            return;
        }
        users.workspaces().stream()
                .filter(workspace -> !RepositoryUrl.isOnHostOf(workspace.repositoryUrl(), address))
                .forEach(workspace ->
                        faults.add(
                                "/baseUrl",
                                "workspace %s, which uses it, has its repository elsewhere"
                                        .formatted(workspace.workspace())));
    }
}
