package dev.workrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.embedded.EmbeddedBroker;
import dev.workrail.ingest.intake.Answer;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.PartitionPlan;
import dev.workrail.platform.kafka.TailStart;
import dev.workrail.platform.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A broker that takes records but whose answers get lost, and one that is away.
class BrokerAwayIT {
    private static final Duration FAST = Duration.ofSeconds(4);

    @TempDir private Path directory;
    private EmbeddedBroker broker;
    private StallingProxy proxy;
    private IngestFixture ingest;
    private String address;

    @BeforeEach
    void open() throws Exception {
        int brokerPort = freePort();
        proxy = new StallingProxy(brokerPort);
        address = "127.0.0.1:" + proxy.port();
        // Clients are told the proxy's address, so everything they send goes through it.
        broker =
                EmbeddedBroker.start(
                        directory.resolve("broker"),
                        brokerPort,
                        Map.of("advertised.listeners", "BROKER://" + address));
        clients().topics().ensure(Topics.ALL, PartitionPlan.ONE_MACHINE);
        ingest = new IngestFixture(address, directory.resolve("keys"));
        ingest.role.start();
        ingest.configureSecret("hook", "s3cret");
        ingest.configure(IngestFixture.trigger("hook"));
        assertThat(take("warm-up")).isInstanceOf(Answer.Accepted.class);
    }

    @AfterEach
    void close() throws IOException {
        proxy.flow();
        ingest.close();
        broker.close();
        proxy.close();
    }

    @Test
    void shouldCountAProvidersRetryAfterATimeOutOnce() throws Exception {
        // given
        proxy.stallAnswers();
        Instant begun = Clock.systemUTC().instant();
        assertThat(status("d-1")).isEqualTo(503);
        assertThat(Duration.between(begun, Clock.systemUTC().instant())).isLessThan(FAST);
        proxy.flow();

        // when
        Answer retried = takeWhenBack("d-1");

        // then
        List<TriggerEvent.Accepted> events =
                events().stream().filter(event -> "d-1".equals(event.deliveryId())).toList();
        assertThat(events).as("the first attempt is in the log too").hasSizeGreaterThan(1);
        assertThat(events)
                .extracting(TriggerEvent.Accepted::id)
                .containsOnly(((Answer.Accepted) retried).triggerEventId());
        assertThat(events)
                .extracting(TriggerEvent.Accepted::session)
                .containsOnly(((Answer.Accepted) retried).sessionId());
    }

    @Test
    void shouldAnswer503FastWhileTheBrokerIsAway() {
        broker.close();
        Instant begun = Clock.systemUTC().instant();

        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> take("d-1"));

        assertThat(refused.problem().status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isPresent();
        assertThat(Duration.between(begun, Clock.systemUTC().instant())).isLessThan(FAST);
    }

    private Answer takeWhenBack(String delivery) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> take(delivery), answer -> true);
    }

    private Answer take(String delivery) {
        return ingest.role.intake().take("acme", "fix", IngestFixture.webhook("s3cret", delivery));
    }

    private int status(String delivery) {
        return catchThrowableOfType(ProblemException.class, () -> take(delivery))
                .problem()
                .status();
    }

    private List<TriggerEvent.Accepted> events() throws InterruptedException {
        List<TriggerEvent.Accepted> events = new CopyOnWriteArrayList<>();
        KafkaClients clients = clients();
        EventPublisher publisher = clients.publisher("letters");
        DeadLetters letters = clients.deadLetters(publisher, "test");
        try (var tail =
                clients.<TriggerEvent>tail(
                        "test",
                        List.of(Topics.TRIGGERS),
                        letters,
                        new TailStart.Beginning(),
                        record -> events.add((TriggerEvent.Accepted) record.data()))) {
            assertThat(tail.awaitCurrent(Duration.ofSeconds(20))).isTrue();
        }
        publisher.close();
        return events;
    }

    private KafkaClients clients() {
        return new KafkaClients(
                new KafkaAddress(address), new SimpleMeterRegistry(), Clock.systemUTC());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
