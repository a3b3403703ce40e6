package dev.workrail.ingest;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.ingest.admission.QueueDepths;
import dev.workrail.ingest.admission.RateLimits;
import dev.workrail.ingest.intake.Admission;
import dev.workrail.ingest.intake.EventMaker;
import dev.workrail.ingest.intake.PublishedLog;
import dev.workrail.ingest.intake.SignatureCheck;
import dev.workrail.ingest.intake.TriggerDirectory;
import dev.workrail.ingest.intake.WebhookIntake;
import dev.workrail.ingest.request.PayloadReader;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.role.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Takes webhooks while it is started. Holds one producer, and one reader of `wr.scheduling`.
@Singleton
public final class IngestRole implements Role {
    private static final String NAME = "ingest";

    private final KafkaClients kafka;
    private final TriggerDirectory directory;
    private final IngestConfig config;
    private final Clock clock;
    private final RandomGenerator random;

    private volatile @Nullable Work work;

    private record Work(
            WebhookIntake intake,
            EventPublisher events,
            EventPublisher letters,
            TailLoop<SchedulingEvent> queues) {}

    public IngestRole(
            KafkaClients kafka,
            TriggerDirectory directory,
            IngestConfig config,
            Clock clock,
            RandomGenerator random) {
        this.kafka = kafka;
        this.directory = directory;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start() {
        EventPublisher events = kafka.publisher("ingest", config.publishTimeout());
        EventPublisher letters = kafka.publisher("ingest-dead-letters");
        DeadLetters deadLetters = kafka.deadLetters(letters, NAME);
        QueueDepths depths = new QueueDepths();
        TailLoop<SchedulingEvent> queues =
                kafka.tail(
                        "ingest-queue-depths",
                        List.of(Topics.SCHEDULING),
                        deadLetters,
                        new TailStart.Since(clock.instant().minus(config.queueHistory())),
                        record -> depths.apply(record.data()));
        work = new Work(intake(events, depths), events, letters, queues);
    }

    @Override
    public void stop() {
        Work started = work;
        work = null;
        if (started != null) {
            started.queues.close();
            started.events.close();
            started.letters.close();
        }
    }

    @Override
    public boolean healthy() {
        Work started = work;
        return started == null || started.queues.healthy();
    }

    /// @throws ProblemException 404 where this process does not take webhooks
    WebhookIntake intake() {
        Work started = work;
        if (started == null) {
            throw ProblemException.notFound("this process takes no webhooks");
        }
        return started.intake;
    }

    private WebhookIntake intake(EventPublisher events, QueueDepths depths) {
        long maxBody = config.maxBody().asLongValue();
        return new WebhookIntake(
                directory,
                new SignatureCheck(directory, config.allowUnsigned()),
                new PayloadReader(config.maxDepth(), Math.toIntExact(maxBody)),
                new Admission(new RateLimits(clock), depths),
                new EventMaker(random),
                new PublishedLog(events, config.publishTimeout(), config.maxEvent().asLongValue()));
    }
}
