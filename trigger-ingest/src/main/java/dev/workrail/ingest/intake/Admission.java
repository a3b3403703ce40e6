package dev.workrail.ingest.intake;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.ingest.admission.QueueDepths;
import dev.workrail.ingest.admission.RateLimits;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/// Says no while there is no room. Thread-safe.
public final class Admission {
    private final RateLimits rates;
    private final QueueDepths queues;

    public Admission(RateLimits rates, QueueDepths queues) {
        this.rates = rates;
        this.queues = queues;
    }

    /// @throws ProblemException 429 with the time until a token is there
    void checkRate(KnownTrigger known) {
        ConfigValue.Trigger trigger = known.trigger();
        Optional<Duration> wait =
                rates.take(trigger.org(), known.orgRate(), trigger.trigger(), known.triggerRate());
        if (wait.isPresent()) {
            throw ProblemException.tooManyRequests(
                    ProblemCode.RATE_LIMITED,
                    "more webhooks than org '%s' or trigger '%s' may send"
                            .formatted(trigger.org(), trigger.trigger()),
                    wait.get());
        }
    }

    /// Only a serial trigger has a queue of its own. While it is paused, whatever comes waits:
    /// nothing is let through that would make room.
    ///
    /// @throws ProblemException 429 with the time one session of the trigger may take, as WorkRail
    void checkQueue(ConfigValue.Trigger trigger) {
        Integer configured = trigger.maxQueueDepth();
        int limit = configured == null ? ConfigValue.Trigger.DEFAULT_MAX_QUEUE_DEPTH : configured;
        if (trigger.concurrency() == Concurrency.SERIAL
                && !queues.paused(trigger.org(), trigger.trigger())
                && queues.waiting(trigger.org(), trigger.trigger()) >= limit) {
            throw ProblemException.tooManyRequests(
                    ProblemCode.QUEUE_FULL,
                    "%d sessions of trigger '%s' wait already".formatted(limit, trigger.trigger()),
                    Duration.ofMinutes(trigger.agent().sessionMinutes()));
        }
    }
}
