package dev.workrail.platform.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/// Where the key files of secrets are.
@ConfigMapping(prefix = "workrail.secrets")
public interface SecretSettings {
    /// Directory with `<purpose>/private.json` for the purposes this process opens, and
    /// `<purpose>.public.json` where it seals. On one machine made at the first start.
    @WithDefault("${workrail.data-dir:data}/keys")
    Path keysDir();
}
