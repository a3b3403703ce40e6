package dev.workrail.platform.config;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The newest version of every key. A record with a version not above the one known is void, also
/// behind a deletion, so that a late or repeated record never brings an old value back.
///
/// One thread applies, any thread reads.
final class ConfigView {
    private final ConcurrentMap<ConfigKey, ConfigRecord> newest = new ConcurrentHashMap<>();

    /// @return whether the record changed anything
    boolean apply(ConfigKey key, ConfigRecord record) {
        ConfigRecord known = newest.get(key);
        if (known != null && known.version() >= record.version()) {
            return false;
        }
        newest.put(key, record);
        return true;
    }

    Optional<ConfigValue> get(ConfigKey key) {
        return Optional.ofNullable(newest.get(key)).flatMap(ConfigView::value);
    }

    long version(ConfigKey key) {
        ConfigRecord known = newest.get(key);
        return known == null ? 0 : known.version();
    }

    <T extends ConfigValue> List<T> list(Class<T> type) {
        return newest.values().stream()
                .flatMap(record -> value(record).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    <T extends ConfigValue> List<T> list(OrgId org, Class<T> type) {
        return newest.entrySet().stream()
                .filter(entry -> entry.getKey().org().equals(org))
                .flatMap(entry -> value(entry.getValue()).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Optional<ConfigValue> value(ConfigRecord record) {
        return record.deleted() ? Optional.empty() : Optional.ofNullable(record.value());
    }
}
