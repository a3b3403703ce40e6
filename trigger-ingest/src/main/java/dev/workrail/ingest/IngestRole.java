package dev.workrail.ingest;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.ingest.admission.QueueDepths;
import dev.workrail.ingest.admission.RateLimits;
import dev.workrail.ingest.intake.Admission;
import dev.workrail.ingest.intake.ConfiguredTriggers;
import dev.workrail.ingest.intake.EventMaker;
import dev.workrail.ingest.intake.IntakeMetrics;
import dev.workrail.ingest.intake.PublishedLog;
import dev.workrail.ingest.intake.SignatureCheck;
import dev.workrail.ingest.intake.SigningSecrets;
import dev.workrail.ingest.intake.TriggerDirectory;
import dev.workrail.ingest.intake.WebhookIntake;
import dev.workrail.ingest.refusal.RefusalWriter;
import dev.workrail.ingest.refusal.Refusals;
import dev.workrail.platform.config.ConfigCache;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.role.Role;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretOpener;
import dev.workrail.platform.trigger.request.PayloadReader;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes webhooks while it is started. Holds a producer of events, one of what is refused, and one
/// reader of `wr.scheduling`.
@Singleton
public final class IngestRole implements Role {
    private static final String NAME = "ingest";

    /// A depth is compared with a limit that is not exact to the event.
    private static final Duration DEPTHS_PACE = Duration.ofMillis(100);

    private static final Duration CONFIG_WAIT = Duration.ofSeconds(10);

    private final KafkaClients kafka;
    private final SecretKeys keys;
    private final IngestConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final RandomGenerator random;

    private volatile @Nullable Work work;

    private record Work(
            WebhookIntake intake,
            ConfigCache configuration,
            TailLoop<SchedulingEvent> queues,
            EventPublisher events,
            EventPublisher letters,
            RefusalWriter refused) {}

    public IngestRole(
            KafkaClients kafka,
            SecretKeys keys,
            IngestConfig config,
            MeterRegistry meters,
            Clock clock,
            RandomGenerator random) {
        this.kafka = kafka;
        this.keys = keys;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() throws InterruptedException {
        // Before anything is opened: without its key the role cannot tell who sends.
        SecretOpener opener = new SecretOpener(keys, SecretPurpose.INGEST);
        EventPublisher events = kafka.publisher(NAME, config.publishTimeout());
        EventPublisher letters = kafka.publisher("ingest-dead-letters");
        DeadLetters deadLetters = kafka.deadLetters(letters, NAME);
        ConfigCache configuration = ConfigCache.open(kafka, NAME, deadLetters);
        QueueDepths depths = new QueueDepths();
        TailLoop<SchedulingEvent> queues =
                kafka.tail(
                        "ingest-queue-depths",
                        List.of(Topics.SCHEDULING),
                        deadLetters,
                        new TailStart.Since(clock.instant().minus(config.queueHistory())),
                        DEPTHS_PACE,
                        record -> depths.apply(record.data()));
        TriggerDirectory directory = directory(configuration, opener);
        Refusals refusals = new Refusals(clock, random);
        RefusalWriter refused =
                new RefusalWriter(
                        refusals,
                        kafka.publisher("ingest-refused-webhooks", config.publishTimeout()));
        refused.start();
        // Not in time is no fault: what is not found is answered 503 until the log was read.
        configuration.awaitCurrent(CONFIG_WAIT);
        work =
                new Work(
                        intake(directory, events, depths, refusals),
                        configuration,
                        queues,
                        events,
                        letters,
                        refused);
    }

    @Override
    public void stop() {
        Work started = work;
        work = null;
        if (started != null) {
            started.configuration.close();
            started.queues.close();
            started.refused.close();
            started.events.close();
            started.letters.close();
        }
    }

    @Override
    public boolean healthy() {
        Work started = work;
        return started == null || started.queues.healthy() && started.configuration.healthy();
    }

    /// @throws ProblemException 404 where this process does not take webhooks
    WebhookIntake intake() {
        Work started = work;
        if (started == null) {
            throw ProblemException.notFound("this process takes no webhooks");
        }
        return started.intake;
    }

    private TriggerDirectory directory(ConfigCache configuration, SecretOpener opener) {
        return new ConfiguredTriggers(
                configuration,
                new SigningSecrets(configuration, opener, clock),
                new ConfiguredTriggers.Defaults(
                        config.orgRate().limit("workrail.ingest.org-rate"),
                        config.triggerRate().limit("workrail.ingest.trigger-rate")),
                config.configTimeout());
    }

    IntakeMetrics metrics() {
        return new IntakeMetrics(meters);
    }

    private WebhookIntake intake(
            TriggerDirectory directory,
            EventPublisher events,
            QueueDepths depths,
            Refusals refusals) {
        long maxBody = config.maxBody().asLongValue();
        return new WebhookIntake(
                directory,
                new SignatureCheck(directory, config.allowUnsigned()),
                new PayloadReader(config.maxDepth(), Math.toIntExact(maxBody)),
                new Admission(new RateLimits(clock), depths),
                new EventMaker(random),
                new PublishedLog(events, config.publishTimeout(), config.maxEvent().asLongValue()),
                refusals);
    }
}
