package dev.workrail.console.settings;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One transaction on an org's configuration, which sees every change before it and none beside it.
/// What it changes is in the audit log.
public final class ConfigChange implements ConfigLook {
    private static final int ALL = 100_000;

    private final ConfigEntries entries;
    private final AuditTrail audit;
    private final OrgId org;
    private final String actor;
    private final Instant now;
    private OptionalLong lastVersion = OptionalLong.empty();

    ConfigChange(ConfigEntries entries, AuditTrail audit, OrgId org, String actor, Instant now) {
        this.entries = entries;
        this.audit = audit;
        this.org = org;
        this.actor = actor;
        this.now = now;
    }

    public Instant now() {
        return now;
    }

    @Override
    public <V extends ConfigValue> Optional<ConfigEntry<V>> find(EntryKind<V> kind, String id) {
        return entries.one(kind.name(), id).map(row -> row.read(kind));
    }

    @Override
    public <V extends ConfigValue> List<ConfigEntry<V>> all(EntryKind<V> kind) {
        return entries.after(kind.name(), "", ALL).stream().map(row -> row.read(kind)).toList();
    }

    /// Creates or replaces an entry.
    ///
    /// @throws ProblemException 409 `exists` or 412 `changed` where the precondition does not hold
    public <V extends ConfigValue> ConfigEntry<V> put(
            EntryKind<V> kind, V value, Precondition expected) {
        ConfigKey key = value.key();
        if (!key.org().equals(org)) {
            throw new IllegalArgumentException("entry " + key + " is not of org " + org);
        }
        Optional<ConfigEntryEntity> before = entries.one(kind.name(), key.id());
        check(kind, key.id(), before, expected);
        V was = before.map(row -> kind.read(row.value)).orElse(null);
        String json = new String(ContractsJson.write(value), StandardCharsets.UTF_8);
        long version = append(key, json);
        ConfigEntryEntity row = before.orElseGet(() -> created(kind, key.id()));
        row.version = version;
        row.value = json;
        row.updatedAt = now;
        row.updatedBy = actor;
        entries.persist(row);
        audit.within(
                actor,
                Act.on(kind.name(), key.id(), was == null ? "create" : "change", was, value));
        return row.read(kind);
    }

    /// Deletes an entry.
    ///
    /// @throws ProblemException 404 where there is none, 412 `changed` where the precondition does
    ///   not hold
    public <V extends ConfigValue> ConfigEntry<V> delete(
            EntryKind<V> kind, String id, Precondition expected) {
        Optional<ConfigEntryEntity> before = entries.one(kind.name(), id);
        check(kind, id, before, expected);
        ConfigEntryEntity row =
                before.orElseThrow(() -> ProblemException.notFound(missing(kind, id)));
        ConfigEntry<V> gone = row.read(kind);
        append(gone.value().key(), null);
        entries.delete(row);
        audit.within(actor, Act.on(kind.name(), id, "delete", gone.value(), null));
        return gone;
    }

    OptionalLong lastVersion() {
        return lastVersion;
    }

    private long append(ConfigKey key, @org.jspecify.annotations.Nullable String json) {
        long version = entries.append(key, json, now);
        lastVersion = OptionalLong.of(version);
        return version;
    }

    private ConfigEntryEntity created(EntryKind<?> kind, String id) {
        ConfigEntryEntity row = new ConfigEntryEntity();
        row.kind = kind.name();
        row.id = id;
        row.createdAt = now;
        row.createdBy = actor;
        return row;
    }

    private static void check(
            EntryKind<?> kind,
            String id,
            Optional<ConfigEntryEntity> before,
            Precondition expected) {
        if (expected.absent() && before.isPresent()) {
            throw ProblemException.of(
                    ProblemCode.EXISTS,
                    "%s '%s' exists already; use PUT to change it".formatted(kind.name(), id));
        }
        if (expected.version().isPresent()
                && before.map(row -> row.version).orElse(-1L) != expected.version().getAsLong()) {
            throw ProblemException.of(
                    ProblemCode.CHANGED,
                    "%s '%s' is not at the version If-Match names; read it again"
                            .formatted(kind.name(), id));
        }
    }

    static String missing(EntryKind<?> kind, String id) {
        return "%s '%s' does not exist in this org".formatted(kind.name(), id);
    }
}
