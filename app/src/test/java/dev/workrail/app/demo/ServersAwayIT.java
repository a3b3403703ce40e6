package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The broker or the database is killed under a living instance, and comes back later on the same
/// data. What was taken in goes on; what cannot be taken in is refused at once and in so many
/// words.
class ServersAwayIT {
    private static final Duration FAST = Duration.ofSeconds(6);
    private static final int LATER_ISSUE = 8;

    @TempDir Path folder;

    private CrashScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new CrashScene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldGoOnWhenTheBrokerAloneIsKilledAndRefuseWebhooksFastMeanwhile() throws Exception {
        // given
        Path data = folder.resolve("kafka");
        InstanceProcess broker = scene.keep(InstanceProcess.startBroker(data));
        String address = broker.awaitReady(CrashScene.START).getAuthority();
        InstanceProcess base = scene.start("base", CrashScene.ALL, Map.of("KAFKA", address));
        ApiClient owner = scene.prepare(base.awaitReady(CrashScene.START));
        String session = scene.fire(owner);
        scene.awaitFirstStep(owner, session);

        // when
        broker.killNow();

        // then
        long begun = System.nanoTime();
        HttpResponse<String> refused = scene.fire(owner, "while-away", LATER_ISSUE);
        assertUnavailable(refused, begun);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();

        // when
        InstanceProcess again = scene.keep(InstanceProcess.startBroker(data));
        assertThat(again.awaitReady(CrashScene.START).getAuthority()).isEqualTo(address);

        // then
        String later = retryUntilTaken(owner, "while-away");
        assertThat(CrashScene.sessionOf(scene.fire(owner, "while-away", LATER_ISSUE)))
                .as("the provider's retry is the same event")
                .isEqualTo(later);
        scene.assertShippedOnce(owner, session);
        scene.assertShippedOnce(owner, later);
        assertThat(owner.get("/orgs/acme/sessions").path("items"))
                .as("one session for each issue")
                .hasSize(2)
                .anySatisfy(each -> assertThat(each.toString()).contains(session))
                .anySatisfy(each -> assertThat(each.toString()).contains(later));
        assertEachEventOnce(owner, session);
        base.close();
    }

    @Test
    void shouldGoOnWithoutTheDatabaseForAMinuteAndCatchUpAfterwards() throws Exception {
        // given
        Path data = folder.resolve("postgres");
        InstanceProcess database = scene.keep(InstanceProcess.startDatabase(data));
        database.awaitReady(CrashScene.START);
        InstanceProcess base = scene.start("base", CrashScene.ALL, using(data));
        ApiClient owner = scene.prepare(base.awaitReady(CrashScene.START));
        String session = scene.fire(owner);
        scene.awaitFirstStep(owner, session);

        // when
        kill(database, data);

        // then
        HttpResponse<String> taken = scene.fire(owner, "while-away", LATER_ISSUE);
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        await().during(Duration.ofMinutes(1))
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    long begun = System.nanoTime();
                    assertUnavailable(list(owner), begun);
                });
        assertThat(scene.calledBack(session)).as("without the database").contains("completed");

        // when
        scene.keep(InstanceProcess.startDatabase(data)).awaitReady(CrashScene.START);

        // then
        scene.assertShippedOnce(owner, session);
        scene.assertShippedOnce(owner, CrashScene.sessionOf(taken));
        assertEachEventOnce(owner, session);
        assertEachEventOnce(owner, CrashScene.sessionOf(taken));
        base.close();
    }

    private String retryUntilTaken(ApiClient owner, String delivery) {
        return CrashScene.sessionOf(
                await().atMost(CrashScene.PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> scene.fire(owner, delivery, LATER_ISSUE),
                                answer -> answer.statusCode() == 202));
    }

    private static void assertUnavailable(HttpResponse<String> answer, long begun) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(FAST);
    }

    private HttpResponse<String> list(ApiClient owner) throws Exception {
        return owner.send(
                HttpRequest.newBuilder(owner.url("/api/v1/orgs/acme/sessions"))
                        .header("Authorization", "Bearer " + key())
                        .build());
    }

    private String key() throws IOException {
        return Files.readString(folder.resolve("base/demo/acme-owner-key")).strip();
    }

    private static void assertEachEventOnce(ApiClient owner, String session) throws Exception {
        JsonNode events = owner.get("/orgs/acme/sessions/" + session + "/events?limit=200");
        List<Integer> indexes =
                StreamSupport.stream(events.path("items").spliterator(), false)
                        .filter(event -> event.path("source").asText().equals("event"))
                        .map(event -> event.path("index").asInt())
                        .toList();
        assertThat(indexes).isNotEmpty();
        assertThat(indexes)
                .as("no event is missing and none is there twice")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(indexes.getFirst(), indexes.getLast())
                                .boxed()
                                .toList());
    }

    private static void kill(InstanceProcess database, Path data) throws Exception {
        long server =
                Long.parseLong(Files.readAllLines(data.resolve("data/postmaster.pid")).getFirst());
        database.killNow();
        ProcessHandle.of(server)
                .ifPresent(postmaster -> {
                    List<ProcessHandle> children = postmaster.descendants().toList();
                    postmaster.destroyForcibly();
                    children.forEach(ProcessHandle::destroyForcibly);
                });
        await().until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    }

    private static Map<String, String> using(Path data) throws IOException {
        Path users = data.resolve("users.properties");
        String port = CrashScene.property(data.resolve("ports.properties"), "postgres");
        Map<String, String> environment = new HashMap<>();
        environment.put("DATABASE", "jdbc:postgresql://127.0.0.1:%s/workrail".formatted(port));
        environment.put("WORKRAIL_DATABASE_OWNER_USERNAME", "workrail_owner");
        environment.put(
                "WORKRAIL_DATABASE_OWNER_PASSWORD", CrashScene.property(users, "workrail_owner"));
        environment.put("WORKRAIL_DATABASE_USERNAME", "workrail_app");
        environment.put("WORKRAIL_DATABASE_PASSWORD", CrashScene.property(users, "workrail_app"));
        return environment;
    }
}
