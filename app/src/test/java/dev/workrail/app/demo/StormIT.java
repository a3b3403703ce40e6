package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.LiveStream;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.TopicProbe;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// More webhooks than anyone should send: nothing doubled, nothing lost, nobody else held up.
class StormIT {
    private static final int CONNECTIONS = 8;
    private static final int REDELIVERIES = 200;
    private static final int FLOOD = 1500;
    private static final int CALM = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, Object> WIDE = Map.of("perSecond", 10_000, "burst", 10_000);

    @TempDir static Path folder;
    private static Product product;

    /// What the org's live stream says, by kind of record.
    private static final class Said implements AutoCloseable {
        private final List<JsonNode> records = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, Long> claimedAt = new ConcurrentHashMap<>();
        private final LiveStream stream;

        Said(Tenant tenant) throws Exception {
            stream = LiveStream.open(tenant.owner(), tenant.path() + "/stream", this::take);
        }

        private void take(String name, JsonNode data) {
            if (name.equals("session_claimed")) {
                claimedAt.putIfAbsent(data.path("session").asText(), System.nanoTime());
            }
            records.add(data);
        }

        List<JsonNode> of(String kind) {
            synchronized (records) {
                return records.stream()
                        .filter(record -> record.path("kind").asText().equals(kind))
                        .toList();
            }
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    void shouldMakeOneSessionOnePushAndOneCallbackOfTwoHundredRedeliveries() throws Exception {
        // given
        Tenant acme = product.tenant("acme");
        byte[] key = "0123456789abcdef0123456789abcdef".getBytes();
        acme.put(
                "/secrets/delivery/callback",
                Map.of("value", "whsec_" + Base64.getEncoder().encodeToString(key)));
        DemoRepository repository = product.repository();
        try (CallbackReceiver receiver = CallbackReceiver.start(key);
                Said said = new Said(acme)) {
            acme.greeterTrigger("issues", repository, receiver);
            Instant opened = Instant.now();
            List<HttpRequest> requests = new ArrayList<>();
            for (int i = 0; i < REDELIVERIES; i++) {
                requests.add(acme.issue("issues", "one-delivery", 7, opened));
            }
            requests.add(acme.issue("issues", "another-delivery", 7, opened));

            // when
            List<HttpResponse<String>> answers = send(requests);

            // then each is acknowledged, and told apart
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(said.of("trigger_duplicate")).hasSize(REDELIVERIES));
            assertThat(said.of("session_queued")).hasSize(1);
            assertThat(said.of("trigger_duplicate"))
                    .extracting(duplicate -> duplicate.path("reason").asText())
                    .containsOnly("delivery", "source");
            assertThat(Set.copyOf(answers.stream().map(Tenant::eventOf).toList())).hasSize(2);
            // and the work is done once
            String session = said.of("session_queued").getFirst().at("/spec/session").asText();
            assertThat(acme.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(completed(receiver)).hasSize(1));
            assertThat(repository.commitsOf("worktrain/" + session)).hasSize(1);
            assertThat(acme.get("/sessions").path("items")).hasSize(1);
            // and the API says what was received and what became of it
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        JsonNode events = acme.get("/triggers/issues/events").path("items");
                        assertThat(events.findValuesAsText("verdict"))
                                .containsExactlyInAnyOrder("queued", "duplicate");
                        assertThat(events.findValuesAsText("session")).containsOnly(session);
                    });
        }
    }

    @Test
    void shouldClaimAnotherOrgsSessionsWhileTheFloodStillWaits() throws Exception {
        // given
        Tenant flood = product.tenant("flood");
        flood.put(
                "",
                Map.of("name", "Flood", "limits", Map.of("maxSessions", 2), "ingestRate", WIDE));
        flood.trigger("issues", light("parallel"));
        Tenant calm = product.tenant("calm");
        calm.trigger("issues", light("parallel"));
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < FLOOD; i++) {
            requests.add(flood.issue("issues", "flood-" + i, i, Instant.now()));
        }
        try (Said calmSaid = new Said(calm);
                ExecutorService aside = Executors.newSingleThreadExecutor()) {
            // when
            Future<List<HttpResponse<String>>> flooding = aside.submit(() -> send(requests));
            Map<String, Long> sentAt = new ConcurrentHashMap<>();
            for (int i = 0; i < CALM; i++) {
                long begun = System.nanoTime();
                sentAt.put(calm.session("issues"), begun);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> calmSaid.claimedAt.keySet().containsAll(sentAt.keySet()));
            }
            List<HttpResponse<String>> answers = flooding.get();

            // then the other org's sessions ran while the flood's wait
            assertThat(flood.get("/queue").at("/counts/queued").asInt()).isPositive();
            report(sentAt, calmSaid);
            sentAt.keySet()
                    .forEach(session ->
                            assertThat(calm.awaitOver(session).at("/ending/outcome").asText())
                                    .isEqualTo("success"));
            // and what was accepted of the flood comes to one end each
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(202);
            flood.post("/kill", Map.of("hold", false, "reason", "enough"));
            Set<String> sessions = new HashSet<>();
            answers.forEach(answer -> sessions.add(Tenant.sessionOf(answer)));
            assertThat(sessions).hasSize(FLOOD);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> ended("flood").size() >= FLOOD);
            assertThat(ended("flood")).containsExactlyInAnyOrderElementsOf(sessions);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(flood.get("/queue").at("/counts/queued").asInt()).isZero());
        }
    }

    @Test
    void shouldBindTheRateOfOneOrgAloneAndOnlyUntilItIsRaised() throws Exception {
        // given
        Tenant bound = product.tenant("bound");
        bound.put(
                "", Map.of("name", "Bound", "ingestRate", Map.of("perSecond", 0.01, "burst", 10)));
        bound.trigger("issues", light("parallel"));
        Tenant free = product.tenant("free");
        free.trigger("issues", light("parallel"));
        List<HttpRequest> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(bound.issue("issues", "bound-" + i, i, Instant.now()));
        }

        // when
        List<HttpResponse<String>> answers = send(requests);

        // then
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(10);
        List<HttpResponse<String>> refused =
                answers.stream().filter(answer -> answer.statusCode() != 202).toList();
        assertThat(refused).hasSize(40);
        assertThat(refused)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                            .isPositive();
                    assertThat(answer.body()).contains("rate_limited").contains("bound");
                });
        assertThat(free.fire("issues").statusCode()).isEqualTo(202);

        // when it is raised, then the same webhooks are taken
        bound.put("", Map.of("name", "Bound", "ingestRate", WIDE));
        await().atMost(PATIENCE).until(() -> bound.fire("issues").statusCode() == 202);
        assertThat(send(requests)).extracting(HttpResponse::statusCode).containsOnly(202);
    }

    private static Map<String, Object> light(String concurrency) {
        return Map.of(
                "concurrency",
                concurrency,
                "branchStrategy",
                "none",
                "rate",
                WIDE,
                "agent",
                Map.of("transcript", "trivial"));
    }

    /// The sessions of an org that the log says are over, as often as it says so. A stream cannot
    /// tell: whoever reads too slowly is told to read anew.
    private static List<String> ended(String org) throws IOException {
        try (TopicProbe topics = product.topics()) {
            return topics.data(Topics.SCHEDULING, SchedulingEvent.class).stream()
                    .filter(SchedulingEvent.Closed.class::isInstance)
                    .map(SchedulingEvent.Closed.class::cast)
                    .filter(closed -> closed.org().value().equals(org))
                    .map(closed -> closed.session().value())
                    .toList();
        }
    }

    private static List<CallbackReceiver.Callback> completed(CallbackReceiver receiver) {
        return receiver.received().stream()
                .filter(call -> call.body().findPath("status").asText().equals("completed"))
                .toList();
    }

    /// Sends all at once, over several connections.
    private static List<HttpResponse<String>> send(List<HttpRequest> requests) throws Exception {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (http;
                ExecutorService senders = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
            requests.forEach(
                    request -> calls.add(() -> http.send(request, BodyHandlers.ofString())));
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : senders.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /// A measurement, not a claim: what a webhook waited for its claim beside the flood.
    private static void report(Map<String, Long> sentAt, Said said) {
        long[] millis =
                sentAt.entrySet().stream()
                        .mapToLong(sent ->
                                (said.claimedAt.get(sent.getKey()) - sent.getValue()) / 1_000_000)
                        .toArray();
        Arrays.sort(millis);
        System.out.printf(
                "webhook to claim beside a flood of %d: p50 %d ms, p95 %d ms, max %d ms (%d webhooks, %d offered again)%n",
                FLOOD,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1],
                millis.length,
                said.of("session_requeued").size());
    }
}
