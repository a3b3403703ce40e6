package dev.workrail.console.settings;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import java.util.Locale;

/// Names of secrets that other entries use.
public final class SecretNames {
    private SecretNames() {}

    /// Where a secret lies among the entries of its kind.
    public static String entryId(SecretPurpose purpose, String name) {
        return purpose.name().toLowerCase(Locale.ROOT) + "." + name;
    }

    /// A fault where there is no such secret.
    public static void expect(
            InputFaults faults,
            String pointer,
            ConfigLook look,
            SecretPurpose purpose,
            String name) {
        if (look.find(EntryKind.SECRET, entryId(purpose, name)).isEmpty()) {
            faults.add(
                    pointer,
                    "there is no secret '%s' with purpose %s; store it first"
                            .formatted(name, purpose.name().toLowerCase(Locale.ROOT)));
        }
    }

    /// Whether a trigger names a secret.
    public static boolean uses(ConfigValue.Trigger trigger, SecretPurpose purpose, String name) {
        return switch (purpose) {
            case INGEST -> trigger.secrets().contains(name);
            case DELIVERY ->
                    trigger.deliveries().stream()
                            .anyMatch(target ->
                                    target instanceof DeliveryTarget.Callback callback
                                            && callback.secret().equals(name));
            case MODEL, GIT, SIGNING -> false;
        };
    }
}
