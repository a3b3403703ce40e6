package dev.workrail.console.settings;

import dev.workrail.contracts.config.ConfigValue;
import java.util.List;
import java.util.Optional;

/// An org's configuration as one transaction sees it.
public interface ConfigLook {
    <V extends ConfigValue> Optional<ConfigEntry<V>> find(EntryKind<V> kind, String id);

    <V extends ConfigValue> List<ConfigEntry<V>> all(EntryKind<V> kind);
}
