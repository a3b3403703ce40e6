package dev.workrail.console.triggers;

import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.secret.SecretSealer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Gives a signing secret a new value and keeps the old one valid for a while, so that whoever
/// signs can change over without a webhook refused.
///
/// A secret holds at most one earlier value: a second rotation ends the first one's overlap.
/// Thread-safe.
@Singleton
final class SecretRotation {
    private static final int BYTES = 32;

    private final SecretSealer sealer;
    private final SecureRandom random = new SecureRandom();

    SecretRotation(SecretSealer sealer) {
        this.sealer = sealer;
    }

    /// @param name which of the trigger's secrets; absent for its first
    /// @param given the new value; absent to make one up
    /// @throws ProblemException 404 no such trigger, 409 `no_secret`, 422 where a value must be
    ///   given
    SecretRotationResource.Rotated rotate(
            ConfigChange change,
            String trigger,
            @Nullable String name,
            @Nullable String given,
            Duration overlap) {
        ConfigValue.Trigger value = trigger(change, trigger);
        ConfigValue.Secret current = secret(change, value, name);
        String made = given == null ? made(value.provider()) : null;
        byte[] clear =
                (given == null ? String.valueOf(made) : given).getBytes(StandardCharsets.UTF_8);
        ConfigValue.Secret next =
                sealer.seal(value.org(), SecretPurpose.INGEST, current.name(), clear).toConfig();
        Instant until = change.now().plus(overlap);
        change.put(EntryKind.SECRET, current.rotatedTo(next, until), Precondition.NONE);
        List<String> users =
                change.all(EntryKind.TRIGGER).stream()
                        .filter(entry -> takes(change, entry.value(), current))
                        .map(ConfigEntry::id)
                        .toList();
        return new SecretRotationResource.Rotated(current.name(), made, until, users);
    }

    private static boolean takes(
            ConfigChange change, ConfigValue.Trigger trigger, ConfigValue.Secret secret) {
        return trigger.secrets().stream()
                .flatMap(name -> SecretNames.find(change, SecretPurpose.INGEST, name).stream())
                .anyMatch(found -> found.value().name().equals(secret.name()));
    }

    private static ConfigValue.Trigger trigger(ConfigChange change, String trigger) {
        return change.find(EntryKind.TRIGGER, trigger)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "trigger '%s' does not exist in this org".formatted(trigger)))
                .value();
    }

    private static ConfigValue.Secret secret(
            ConfigChange change, ConfigValue.Trigger trigger, @Nullable String name) {
        if (trigger.secrets().isEmpty() || (name != null && !trigger.secrets().contains(name))) {
            throw ProblemException.of(
                    ProblemCode.NO_SECRET,
                    "trigger '%s' uses %s; name one of its own"
                            .formatted(
                                    trigger.trigger(),
                                    trigger.secrets().isEmpty()
                                            ? "no secret"
                                            : "only " + String.join(", ", trigger.secrets())));
        }
        String wanted = name == null ? trigger.secrets().getFirst() : name;
        return SecretNames.find(change, SecretPurpose.INGEST, wanted)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.NO_SECRET,
                                "secret '%s' is not stored".formatted(wanted)))
                .value();
    }

    /// In the form the provider's own secrets have.
    private String made(String provider) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return switch (provider) {
            case "standard-webhooks" -> "whsec_" + Base64.getEncoder().encodeToString(bytes);
            case "slack", "pagerduty" ->
                    throw ProblemException.of(
                            ProblemCode.VALUE_NEEDED,
                            "%s chooses the secret itself: send it as 'value'".formatted(provider));
            default -> HexFormat.of().formatHex(bytes);
        };
    }
}
