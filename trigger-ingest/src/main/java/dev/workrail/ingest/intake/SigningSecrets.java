package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.secret.SealedSecret;
import dev.workrail.platform.secret.SecretException;
import dev.workrail.platform.secret.SecretOpener;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The signing secrets of triggers, in clear. Each is opened once per change and kept in memory,
/// since opening takes longer than the check it is for. Thread-safe.
public final class SigningSecrets {
    private static final Logger LOG = LoggerFactory.getLogger(SigningSecrets.class);

    private final ConfigCache config;
    private final SecretOpener opener;
    private final Map<ConfigKey, Opened> opened = new ConcurrentHashMap<>();

    private record Opened(ConfigValue.Secret sealed, String clear) {}

    /// @param opener of purpose ingest
    public SigningSecrets(ConfigCache config, SecretOpener opener) {
        this.config = config;
        this.opener = opener;
        config.listen((key, value) -> opened.remove(key));
    }

    /// Those of the trigger's secrets that are there and can be opened.
    List<String> of(ConfigValue.Trigger trigger) {
        return trigger.secrets().stream()
                .map(name -> new ConfigKey(trigger.org(), "secret", "ingest." + name))
                .flatMap(key -> open(key).stream())
                .toList();
    }

    private Optional<String> open(ConfigKey key) {
        return config.get(key, ConfigValue.Secret.class).flatMap(sealed -> open(key, sealed));
    }

    private Optional<String> open(ConfigKey key, ConfigValue.Secret sealed) {
        Opened known = opened.get(key);
        if (known != null && known.sealed.equals(sealed)) {
            return Optional.of(known.clear);
        }
        try {
            byte[] clear = opener.open(SealedSecret.of(sealed));
            String text = new String(clear, StandardCharsets.UTF_8);
            opened.put(key, new Opened(sealed, text));
            return Optional.of(text);
        } catch (SecretException e) {
            LOG.atWarn()
                    .addKeyValue("org", key.org())
                    .addKeyValue("error", e.getMessage())
                    .log("a signing secret does not open; webhooks under it are refused");
            return Optional.empty();
        }
    }
}
