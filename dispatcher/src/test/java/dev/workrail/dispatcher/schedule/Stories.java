package dev.workrail.dispatcher.schedule;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Instant;

/// What the stories start from, for tests of the other packages.
public final class Stories {
    public static final Instant AT = Given.AT;
    public static final DomainId DOMAIN = Story.DOMAIN;
    public static final PoolId POOL = Story.POOL;

    private Stories() {}

    public static ConfigValue.Trigger parallel(String name) {
        return Given.trigger(name, Concurrency.PARALLEL);
    }

    public static ConfigValue.Trigger serial(String name, int maxQueueDepth) {
        return Given.trigger(Given.ORG, name, Concurrency.SERIAL, maxQueueDepth, null, null, null);
    }

    public static TriggerEvent.Accepted event(ConfigValue.Trigger trigger, String delivery) {
        return Given.event(trigger, delivery);
    }

    public static Checkpoint checkpoint(String step) {
        return Given.checkpoint(step);
    }
}
