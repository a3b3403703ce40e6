package dev.workrail.console.settings;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.config.SecretReference;
import dev.workrail.contracts.id.IntegrationId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Names of secrets that other entries use.
public final class SecretNames {
    private SecretNames() {}

    /// Where a secret lies among the entries of its kind.
    public static String entryId(SecretPurpose purpose, String name) {
        return wire(purpose) + "." + name;
    }

    /// A fault where there is no secret that the text means.
    ///
    /// @param text as [SecretReference] reads it
    public static void expect(
            InputFaults faults,
            String pointer,
            ConfigLook look,
            SecretPurpose purpose,
            String text) {
        if (find(look, purpose, text).isPresent()) {
            return;
        }
        IntegrationId integration = SecretReference.of(text).integration();
        faults.add(
                pointer,
                integration == null
                        ? "there is no secret '%s' with purpose %s; store it first"
                                .formatted(text, wire(purpose))
                        : "there is no integration '%s' that names a secret with purpose %s"
                                .formatted(integration, wire(purpose)));
    }

    /// The secret that a text means.
    ///
    /// @param text as [SecretReference] reads it
    public static Optional<ConfigEntry<ConfigValue.Secret>> find(
            ConfigLook look, SecretPurpose purpose, String text) {
        return SecretReference.of(text)
                .name(purpose, id -> integration(look, id))
                .flatMap(name -> look.find(EntryKind.SECRET, entryId(purpose, name)));
    }

    /// The integration that a text refers to; empty where it is a secret's own name.
    public static Optional<ConfigValue.Integration> integration(ConfigLook look, String text) {
        return Optional.ofNullable(SecretReference.of(text).integration())
                .flatMap(id -> integration(look, id));
    }

    private static Optional<ConfigValue.Integration> integration(
            ConfigLook look, IntegrationId id) {
        return look.find(EntryKind.INTEGRATION, id.value()).map(ConfigEntry::value);
    }

    /// Whether a trigger names a secret by this text.
    public static boolean uses(ConfigValue.Trigger trigger, SecretPurpose purpose, String text) {
        return of(trigger, purpose).anyMatch(text::equals);
    }

    /// Whether a workspace names a secret by this text.
    public static boolean uses(
            ConfigValue.Workspace workspace, SecretPurpose purpose, String text) {
        return purpose == SecretPurpose.GIT && text.equals(workspace.credential());
    }

    private static Stream<String> of(ConfigValue.Trigger trigger, SecretPurpose purpose) {
        return switch (purpose) {
            case INGEST -> trigger.secrets().stream();
            case DELIVERY ->
                    trigger.deliveries().stream()
                            .filter(DeliveryTarget.Callback.class::isInstance)
                            .map(target -> ((DeliveryTarget.Callback) target).secret());
            case MODEL, GIT, SIGNING -> Stream.empty();
        };
    }

    private static String wire(SecretPurpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }
}
