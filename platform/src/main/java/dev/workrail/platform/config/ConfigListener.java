package dev.workrail.platform.config;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import java.util.Optional;

/// Told of each change of the configuration, in the order of the log, on the cache's own thread:
/// quick, and free of faults.
@FunctionalInterface
public interface ConfigListener {
    /// @param value what the key holds from now on; empty once it is deleted
    void changed(ConfigKey key, Optional<ConfigValue> value);
}
