package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.secret.SealedSecret;
import dev.workrail.platform.secret.SecretException;
import dev.workrail.platform.secret.SecretOpener;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signing secrets of triggers, in clear: each current value, and while a rotation overlaps the
/// one before it. Each is opened once per change and kept in memory, since opening takes longer
/// than the check it is for. Thread-safe.
public final class SigningSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(SigningSecrets.class);

    private final ConfigCache config;
    private final SecretOpener opener;
    private final Clock clock;
    private final Map<Slot, Opened> opened = new ConcurrentHashMap<>();

    private record Slot(ConfigKey key, boolean current) {}

    private record Opened(String ciphertext, String clear) {}

    /// @param opener of purpose ingest
    public SigningSecrets(ConfigCache config, SecretOpener opener, Clock clock) {
        this.config = config;
        this.opener = opener;
        this.clock = clock;
        config.listen((key, value) -> {
            opened.remove(new Slot(key, true));
            opened.remove(new Slot(key, false));
        });
    }

    /// Those of the trigger's secrets that are there and can be opened.
    List<String> of(ConfigValue.Trigger trigger) {
        return trigger.secrets().stream()
                .flatMap(name -> config.secret(trigger.org(), SecretPurpose.INGEST, name).stream())
                .flatMap(this::open)
                .toList();
    }

    private Stream<String> open(ConfigValue.Secret secret) {
        ConfigKey key = secret.key();
        return Stream.concat(
                open(new Slot(key, true), secret).stream(),
                secret.previousAt(clock.instant()).stream()
                        .flatMap(old -> open(new Slot(key, false), old).stream()));
    }

    private Optional<String> open(Slot slot, ConfigValue.Secret sealed) {
        Opened known = opened.get(slot);
        if (known != null && known.ciphertext.equals(sealed.ciphertext())) {
            return Optional.of(known.clear);
        }
        try {
            byte[] clear = opener.open(SealedSecret.of(sealed));
            String text = new String(clear, StandardCharsets.UTF_8);
            opened.put(slot, new Opened(sealed.ciphertext(), text));
            return Optional.of(text);
        } catch (SecretException e) {
            LOG.atWarn()
                    .addKeyValue("org", sealed.org())
                    .addKeyValue("error", e.getMessage())
                    .log("a signing secret does not open; webhooks under it are refused");
            return Optional.empty();
        }
    }
}
