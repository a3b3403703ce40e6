package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.ConfigKey;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.platform.config.ConfigCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Triggers as `wr.config` has them. Thread-safe.
public final class ConfiguredTriggers implements TriggerDirectory {
    private final ConfigCache config;
    private final SigningSecrets secrets;
    private final Defaults defaults;
    private final Duration timeout;

    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicLong begun = new AtomicLong();
    private boolean lastResult;
    private long lastDone;

    /// Rates of orgs and triggers that set none.
    public record Defaults(RateLimit orgRate, RateLimit triggerRate) {}

    /// @param timeout how long a refresh may take
    public ConfiguredTriggers(
            ConfigCache config, SigningSecrets secrets, Defaults defaults, Duration timeout) {
        this.config = config;
        this.secrets = secrets;
        this.defaults = defaults;
        this.timeout = timeout;
    }

    @Override
    public Optional<KnownTrigger> find(OrgId org, TriggerId trigger) {
        ConfigKey key = new ConfigKey(org, "trigger", trigger.value());
        return config.get(key, ConfigValue.Trigger.class)
                .map(found ->
                        new KnownTrigger(
                                found,
                                config.version(key),
                                secrets.of(found),
                                orgRate(org),
                                found.rate() == null ? defaults.triggerRate() : found.rate()));
    }

    @Override
    public List<OrgId> orgsWith(TriggerId trigger) {
        return config.list(ConfigValue.Trigger.class).stream()
                .filter(found -> found.trigger().equals(trigger))
                .map(ConfigValue.Trigger::org)
                .toList();
    }

    /// Callers that come while one refresh runs share the next, so that a flood of unknown names
    /// costs one look at the log at a time.
    @Override
    public boolean refresh() {
        long before = begun.get();
        refreshing.lock();
        try {
            if (lastDone <= before) {
                long mine = begun.incrementAndGet();
                lastResult = config.awaitCurrent(timeout);
                lastDone = mine;
            }
            return lastResult;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            refreshing.unlock();
        }
    }

    private RateLimit orgRate(OrgId org) {
        return config.get(new ConfigKey(org, "org", org.value()), ConfigValue.Org.class)
                .flatMap(found -> Optional.ofNullable(found.ingestRate()))
                .orElse(defaults.orgRate());
    }
}
