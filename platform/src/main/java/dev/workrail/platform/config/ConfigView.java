package dev.workrail.platform.config;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/// The newest version of every key. A record with a version not above the one known is void, also
/// behind a deletion, so that a late or repeated record never brings an old value back.
///
/// One thread applies, any thread reads.
final class ConfigView {
    /// By org: what one org has is asked for with each session, however many orgs there are.
    private final ConcurrentMap<OrgId, ConcurrentMap<ConfigKey, ConfigRecord>> newest =
            new ConcurrentHashMap<>();

    /// @return whether the record changed anything
    boolean apply(ConfigKey key, ConfigRecord record) {
        if (find(key).filter(known -> known.version() >= record.version()).isPresent()) {
            return false;
        }
        newest.computeIfAbsent(key.org(), org -> new ConcurrentHashMap<>()).put(key, record);
        return true;
    }

    Optional<ConfigValue> get(ConfigKey key) {
        return find(key).flatMap(ConfigView::value);
    }

    long version(ConfigKey key) {
        return find(key).map(ConfigRecord::version).orElse(0L);
    }

    private Optional<ConfigRecord> find(ConfigKey key) {
        return Optional.ofNullable(of(key.org()).get(key));
    }

    private Map<ConfigKey, ConfigRecord> of(OrgId org) {
        Map<ConfigKey, ConfigRecord> known = newest.get(org);
        return known == null ? Map.of() : known;
    }

    <T extends ConfigValue> List<T> list(Class<T> type) {
        return list(newest.values().stream().flatMap(org -> org.values().stream()), type);
    }

    <T extends ConfigValue> List<T> list(OrgId org, Class<T> type) {
        return list(of(org).values().stream(), type);
    }

    private static <T extends ConfigValue> List<T> list(
            Stream<ConfigRecord> records, Class<T> type) {
        return records.flatMap(record -> value(record).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private static Optional<ConfigValue> value(ConfigRecord record) {
        return record.deleted() ? Optional.empty() : Optional.ofNullable(record.value());
    }
}
