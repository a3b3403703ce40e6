package dev.workrail.delivery;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.delivery.attempt.SecretSource;
import dev.workrail.delivery.gitnote.WorkspaceSource;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.secret.SealedSecret;
import dev.workrail.platform.secret.SecretException;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretOpener;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Secrets and workspaces as `wr.config` has them. Opens purposes delivery and, where its key is
/// mounted, git. Thread-safe.
final class Configured implements SecretSource, WorkspaceSource {
    private static final Logger LOG = LoggerFactory.getLogger(Configured.class);

    private final ConfigCache config;
    private final Map<SecretPurpose, SecretOpener> openers = new EnumMap<>(SecretPurpose.class);

    /// @throws SecretException where the key of purpose delivery is not there
    Configured(ConfigCache config, SecretKeys keys) {
        this.config = config;
        openers.put(SecretPurpose.DELIVERY, new SecretOpener(keys, SecretPurpose.DELIVERY));
        try {
            openers.put(SecretPurpose.GIT, new SecretOpener(keys, SecretPurpose.GIT));
        } catch (SecretException e) {
            LOG.atInfo()
                    .addKeyValue("error", e.getMessage())
                    .log("git notes go only to remotes that need no credential");
        }
    }

    @Override
    public Optional<String> open(OrgId org, SecretPurpose purpose, String name) {
        SecretOpener opener = openers.get(purpose);
        if (opener == null) {
            return Optional.empty();
        }
        return config.secret(org, purpose, name).flatMap(secret -> clear(opener, secret));
    }

    @Override
    public Optional<ConfigValue.Workspace> find(OrgId org, WorkspaceId workspace) {
        return config.get(
                new ConfigKey(org, "workspace", workspace.value()), ConfigValue.Workspace.class);
    }

    private static Optional<String> clear(SecretOpener opener, ConfigValue.Secret secret) {
        try {
            return Optional.of(
                    new String(opener.open(SealedSecret.of(secret)), StandardCharsets.UTF_8));
        } catch (SecretException e) {
            LOG.atWarn()
                    .addKeyValue("org", secret.org())
                    .addKeyValue("error", e.getMessage())
                    .log("a secret does not open; deliveries that need it fail");
            return Optional.empty();
        }
    }
}
