package dev.workrail.platform.config;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.config.SecretReference;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.MalformedRecordException;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The configuration as `wr.config` has it: read from the beginning when opened, kept current from
/// then on, a moment behind the log.
///
/// A role opens one in its start and waits with [#awaitCurrent] before it relies on it. Whoever
/// finds a key missing or its secret wrong calls it again before saying so, since the change may be
/// on its way. Versions never go back. Thread-safe.
public final class ConfigCache implements AutoCloseable {
    private final ConfigView view = new ConfigView();
    private final List<ConfigListener> listeners = new CopyOnWriteArrayList<>();
    private final TailLoop<ConfigRecord> tail;

    private ConfigCache(KafkaClients kafka, String role, DeadLetters deadLetters) {
        this.tail =
                kafka.tail(
                        role + "-config",
                        List.of(Topics.CONFIG),
                        deadLetters,
                        new TailStart.Beginning(),
                        this::apply);
    }

    /// Begins to read; does not wait.
    ///
    /// @param role names the reader in metrics and logs
    public static ConfigCache open(KafkaClients kafka, String role, DeadLetters deadLetters) {
        return new ConfigCache(kafka, role, deadLetters);
    }

    public Optional<ConfigValue> get(ConfigKey key) {
        return view.get(key);
    }

    /// The value of a key if it is there and of that type.
    public <T extends ConfigValue> Optional<T> get(ConfigKey key, Class<T> type) {
        return view.get(key).filter(type::isInstance).map(type::cast);
    }

    /// The secret that an entry of an org means for a purpose.
    ///
    /// @param text as [SecretReference] reads it
    public Optional<ConfigValue.Secret> secret(OrgId org, SecretPurpose purpose, String text) {
        return SecretReference.of(text)
                .name(
                        purpose,
                        id ->
                                get(
                                        ConfigValue.Integration.key(org, id),
                                        ConfigValue.Integration.class))
                .flatMap(name ->
                        get(ConfigValue.Secret.key(org, purpose, name), ConfigValue.Secret.class))
                .filter(secret -> secret.purpose() == purpose);
    }

    /// The newest version of a key, its deletion included; 0 where the log never named it.
    public long version(ConfigKey key) {
        return view.version(key);
    }

    /// Every value of a type, of all orgs, in no order.
    public <T extends ConfigValue> List<T> list(Class<T> type) {
        return view.list(type);
    }

    /// Every value of a type that an org has, in no order.
    public <T extends ConfigValue> List<T> list(OrgId org, Class<T> type) {
        return view.list(org, type);
    }

    /// Reads to the end of the log as it is now.
    ///
    /// @return false where that took longer than `max` or the reader has stopped
    public boolean awaitCurrent(Duration max) throws InterruptedException {
        return tail.awaitCurrent(max);
    }

    /// Tells `listener` of every change from now on; what is there already it must ask for.
    public void listen(ConfigListener listener) {
        listeners.add(listener);
    }

    public boolean healthy() {
        return tail.healthy();
    }

    @Override
    public void close() {
        tail.close();
    }

    private void apply(Received<ConfigRecord> record) {
        ConfigKey key = keyOf(record);
        if (!record.data().isUnder(key)) {
            throw new MalformedRecordException(
                    "malformed", "expected the value's own key, was " + key);
        }
        if (view.apply(key, record.data())) {
            Optional<ConfigValue> value = view.get(key);
            listeners.forEach(listener -> listener.changed(key, value));
        }
    }

    private static ConfigKey keyOf(Received<ConfigRecord> record) {
        try {
            return ConfigKey.parse(record.key());
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("malformed", String.valueOf(e.getMessage()));
        }
    }
}
