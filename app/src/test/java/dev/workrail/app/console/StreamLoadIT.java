package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.console.live.StreamCursor;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Position;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Five hundred streams at once, and a client that does not read.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class StreamLoadIT {
    private static final int STREAMS = 500;
    private static final int EVENTS = 200;
    private static final int BACKLOG = 256;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// More than the sockets between a client that does not read and its server hold.
    private static final int FLOOD = 1_500;

    private static final String FILLER = "x".repeat(16_000);

    @TestHTTPResource("/")
    URI base;

    @Inject KafkaClients kafka;
    @Inject MeterRegistry meters;

    @Test
    void shouldTellFiveHundredClientsEveryEventOfASession() throws Exception {
        // given
        String org = Api.freshOrg();
        ApiClient owner = new ApiClient(base, Api.owner(org).key());
        SessionId session = new SessionId("sess_load-" + org);
        CountDownLatch open = new CountDownLatch(STREAMS);
        try (EventPublisher log = kafka.publisher("test");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            publish(log, org, session, "first", "").get();
            String path = "/orgs/" + org + "/sessions/" + session + "/stream";
            await().atMost(PATIENCE).until(() -> opens(owner, path));
            List<Future<List<String>>> told = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                told.add(clients.submit(() -> facts(owner, path, open)));
            }
            open.await();
            assertThat(gauge("open")).isGreaterThanOrEqualTo(STREAMS);

            // when
            double most = 0;
            for (int i = 0; i < EVENTS; i++) {
                publish(log, org, session, "fact-" + i, "");
                most = Math.max(most, gauge("waiting"));
            }

            // then
            List<String> all = IntStream.range(0, EVENTS).mapToObj(i -> "fact-" + i).toList();
            for (Future<List<String>> one : told) {
                assertThat(one.get()).isEqualTo(all);
            }
            assertThat(most).isLessThanOrEqualTo(STREAMS * (BACKLOG + 1));
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(gauge("open")).as("streams after their clients left").isZero();
                    assertThat(gauge("waiting")).isZero();
                });
    }

    @Test
    void shouldHoldABoundedBacklogForAClientThatDoesNotReadAndTellItToReadAnew() throws Exception {
        // given
        String org = Api.freshOrg();
        ApiClient owner = new ApiClient(base, Api.owner(org).key());
        SessionId session = new SessionId("sess_flood-" + org);
        try (EventPublisher log = kafka.publisher("test");
                Stream<String> lines = owner.stream("/orgs/" + org + "/stream").body()) {
            double resyncs = resyncs();

            // when
            List<CompletableFuture<Position>> published = new ArrayList<>();
            double most = 0;
            for (int i = 0; i < FLOOD; i++) {
                published.add(publish(log, org, session, "fact-" + i, FILLER));
                most = Math.max(most, gauge("waiting"));
            }
            Position last = published.getLast().get();
            await().atMost(PATIENCE).until(() -> resyncs() > resyncs);

            // then
            assertThat(Math.max(most, gauge("waiting"))).isLessThanOrEqualTo(BACKLOG + 1);
            List<ServerSentEvent> events = readTo(lines.iterator(), last);
            assertThat(events)
                    .filteredOn(event -> event.type().equals("resync"))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.data()).contains("slow_client"));
            assertThat(events).hasSizeLessThan(FLOOD);
        }
    }

    private static boolean opens(ApiClient owner, String path) throws Exception {
        try (Stream<String> lines = owner.stream(path).body()) {
            return lines.findFirst().isPresent();
        } catch (dev.workrail.app.client.ApiException unknown) {
            return false;
        }
    }

    /// The ids of as many facts as there are, in the order in which a stream tells them.
    private static List<String> facts(ApiClient owner, String path, CountDownLatch open)
            throws Exception {
        List<String> facts = new ArrayList<>();
        try (Stream<String> lines = owner.stream(path).body()) {
            Iterator<String> reading = lines.iterator();
            ServerSentEvent.Lines events = new ServerSentEvent.Lines();
            while (facts.size() < EVENTS) {
                ServerSentEvent event = next(events, reading);
                switch (event.type()) {
                    case "hello" -> open.countDown();
                    case "heartbeat" -> {
                        // Says nothing new.
                    }
                    default ->
                            facts.add(event.data().replaceAll(".*\"factId\":\"([^\"]*)\".*", "$1"));
                }
            }
        }
        return facts;
    }

    private static List<ServerSentEvent> readTo(Iterator<String> lines, Position last) {
        List<ServerSentEvent> read = new ArrayList<>();
        ServerSentEvent.Lines events = new ServerSentEvent.Lines();
        do {
            read.add(next(events, lines));
        } while (!reached(read.getLast(), last));
        return read;
    }

    private static boolean reached(ServerSentEvent event, Position last) {
        return StreamCursor.parse(event.id()).seen().entrySet().stream()
                .anyMatch(one ->
                        one.getKey().index() == last.partition()
                                && one.getKey().topic().equals(last.topic())
                                && one.getValue() >= last.offset());
    }

    private static ServerSentEvent next(ServerSentEvent.Lines events, Iterator<String> lines) {
        while (true) {
            Optional<ServerSentEvent> event = events.take(lines.next());
            if (event.isPresent()) {
                return event.get();
            }
        }
    }

    private double gauge(String name) {
        return meters.get("workrail.console.streams." + name).gauge().value();
    }

    private double resyncs() {
        return meters.find("workrail.console.streams.resyncs").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static CompletableFuture<Position> publish(
            EventPublisher log, String org, SessionId session, String id, String filler) {
        return log.publish(
                Topics.SESSIONS,
                session.value(),
                EventCodec.envelope(
                        id + session,
                        "/test",
                        org + "/" + session,
                        Instant.EPOCH,
                        null,
                        new SessionRecord.Noted(
                                session,
                                new OrgId(org),
                                id,
                                "test" + filler,
                                Instant.now(),
                                new Fact.Delivered(
                                        new DeliveryId("dlv_" + id), "hook", "done", 1, null))));
    }
}
