package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.trigger.TriggerReading;
import dev.workrail.platform.trigger.provider.Occurrence;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes the trigger event of a webhook. Its id is derived from org, trigger and the provider's
/// delivery id, so a provider that tries again makes the same event; without a delivery id every
/// request is an event of its own. Thread-safe where its generator is.
public final class EventMaker {
    private static final String PREFIX = "te";

    private final RandomGenerator random;

    public EventMaker(RandomGenerator random) {
        this.random = random;
    }

    /// @param version of the trigger
    TriggerEvent.Accepted accepted(TriggerReading reading, long version, Instant at) {
        ConfigValue.Trigger trigger = reading.trigger();
        Occurrence seen = reading.seen();
        TriggerEventId id = id(trigger, seen.deliveryId(), at);
        return new TriggerEvent.Accepted(
                id,
                trigger.org(),
                trigger,
                version,
                seen.eventType(),
                seen.action(),
                seen.deliveryId(),
                seen.source() == null ? byItself(trigger, seen, id) : seen.source(),
                null,
                null,
                at,
                reading.goal(),
                reading.context(),
                trigger.referenceUrls());
    }

    private TriggerEventId id(ConfigValue.Trigger trigger, @Nullable String delivery, Instant at) {
        return new TriggerEventId(
                delivery == null
                        ? Ids.mint(PREFIX, at, random)
                        : Ids.derive(
                                PREFIX,
                                trigger.org().value(),
                                trigger.trigger().value(),
                                delivery));
    }

    /// An event that names no piece of work is one.
    private static SourceIdentity byItself(
            ConfigValue.Trigger trigger, Occurrence seen, TriggerEventId id) {
        return new SourceIdentity(
                trigger.provider(), seen.eventType(), trigger.trigger().value(), id.value());
    }
}
