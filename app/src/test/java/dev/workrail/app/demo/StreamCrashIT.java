package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.console.live.StreamCursor;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.TopicProbe;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of whoever serves a live stream, at moments a seed chooses, while sessions run. The
/// client ends with every event of the log once and in order.
class StreamCrashIT {
    private static final long SEED = 20_261_129;
    private static final int KILLS = 4;
    private static final int SESSIONS_PER_KILL = 4;
    private static final int LATEST_KILL_MILLIS = 4_000;
    private static final String ORG = "watched";

    /// A session of some seconds, so that a kill meets it.
    private static final String TRANSCRIPT =
            """
            {"version":1,"turns":[
              {"text":"","calls":[{"tool":"Bash","arguments":{"command":"sleep 1"}}]},
              {"text":"","calls":[{"tool":"Bash","arguments":{"command":"sleep 0.5"}}]},
              {"text":"","calls":[{"tool":"complete_step","arguments":{"notes":"Step one is done; there was nothing to look at and nothing to change."}}]},
              {"text":"","calls":[{"tool":"Bash","arguments":{"command":"sleep 1"}}]},
              {"text":"","calls":[{"tool":"complete_step","arguments":{"notes":"Step two is done; there was nothing to look at and nothing to change."}}]}
            ]}\
            """;

    @TempDir Path folder;

    private final Random random = new Random(SEED);
    private final AtomicReference<ApiClient> server = new AtomicReference<>();
    private final Set<String> fired = new HashSet<>();
    private CrashScene scene;

    @BeforeEach
    void open() throws IOException {
        scene = new CrashScene(folder);
        Files.writeString(folder.resolve("transcripts/watched.json"), TRANSCRIPT);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void shouldTellEveryEventOnceThoughEverythingIsKilledAgainAndAgain() throws Exception {
        // given
        InstanceProcess whole = scene.start("base", CrashScene.ALL, Map.of());
        Tenant tenant = tenant(whole.awaitReady(CrashScene.START));
        server.set(tenant.owner());
        try (SteadyReader all = reader(tenant, "/stream")) {
            awaitHello(all);
            String first = fire(tenant);
            awaitKnown(tenant, first);
            try (SteadyReader one = reader(tenant, "/sessions/" + first + "/stream")) {
                awaitHello(one);

                // when
                for (int kill = 0; kill < KILLS; kill++) {
                    fire(tenant, SESSIONS_PER_KILL);
                    letThemRun();
                    whole.killNow();
                    whole = scene.start("base", CrashScene.ALL, Map.of());
                    tenant = tenant.at(operator(whole.awaitReady(CrashScene.START)));
                    server.set(tenant.owner());
                }
                awaitTheirEnd();

                // then
                assertToldOnce(all, null);
                assertToldOnce(one, first);
            }
        }
    }

    @Test
    void shouldTellEveryEventOnceThoughOneConsoleAfterTheOtherIsKilled() throws Exception {
        // given
        InstanceProcess base = scene.start("base", CrashScene.ALL, Map.of());
        Tenant tenant = tenant(base.awaitReady(CrashScene.START));
        List<InstanceProcess> consoles = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            consoles.add(console(base, i));
        }
        consoles.forEach(console -> console.awaitReady(CrashScene.START));
        server.set(at(consoles.getFirst(), tenant));
        try (SteadyReader all = reader(tenant, "/stream")) {
            awaitHello(all);
            String first = fire(tenant);
            awaitKnown(tenant, first);
            try (SteadyReader one = reader(tenant, "/sessions/" + first + "/stream")) {
                awaitHello(one);

                // when
                for (int kill = 0; kill < KILLS; kill++) {
                    fire(tenant, SESSIONS_PER_KILL);
                    letThemRun();
                    int doomed = kill % 2;
                    server.set(at(consoles.get(1 - doomed), tenant));
                    consoles.get(doomed).killNow();
                    consoles.set(doomed, console(base, doomed));
                    consoles.get(doomed).awaitReady(CrashScene.START);
                }
                awaitTheirEnd();

                // then
                assertToldOnce(all, null);
                assertToldOnce(one, first);
                assertThat(all.asked()).as("consoles that the client was with").hasSize(KILLS + 1);
            }
        }
    }

    private Tenant tenant(URI url) throws Exception {
        Tenant tenant = Tenant.make(operator(url), ORG);
        tenant.trigger(
                "issues",
                Map.of(
                        "concurrency",
                        "parallel",
                        "branchStrategy",
                        "none",
                        "agent",
                        Map.of("transcript", "watched")));
        return tenant;
    }

    private ApiClient operator(URI url) throws Exception {
        return OperatorKey.client(url, folder.resolve("base"));
    }

    private InstanceProcess console(InstanceProcess base, int number) throws IOException {
        return scene.start("console-" + number, "console", scene.beside(base));
    }

    private static ApiClient at(InstanceProcess console, Tenant tenant) {
        return tenant.at(new ApiClient(console.awaitReady(CrashScene.START), null)).owner();
    }

    private SteadyReader reader(Tenant tenant, String path) throws Exception {
        return new SteadyReader(server::get, tenant.path() + path);
    }

    private static void awaitHello(SteadyReader reader) {
        await().atMost(CrashScene.PATIENCE)
                .failFast("the reader gave up", reader::gaveUp)
                .until(() -> !reader.events().isEmpty());
    }

    /// A session has a stream once it is heard of, a moment after its webhook is taken.
    private void awaitKnown(Tenant tenant, String session) {
        await().atMost(CrashScene.PATIENCE)
                .until(() -> server.get().exists(tenant.path() + "/sessions/" + session));
    }

    private void fire(Tenant tenant, int sessions) throws Exception {
        for (int i = 0; i < sessions; i++) {
            fire(tenant);
        }
    }

    private String fire(Tenant tenant) throws Exception {
        String session = tenant.session("issues");
        fired.add(session);
        return session;
    }

    private void letThemRun() {
        long millis = random.nextInt(LATEST_KILL_MILLIS);
        await().pollDelay(Duration.ofMillis(millis)).atMost(CrashScene.PATIENCE).until(() -> true);
    }

    private void awaitTheirEnd() {
        await().atMost(CrashScene.PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> ended().equals(fired));
    }

    private Set<String> ended() throws IOException {
        try (TopicProbe topics = scene.topics()) {
            return topics.data(Topics.SCHEDULING, SchedulingEvent.class).stream()
                    .filter(SchedulingEvent.Closed.class::isInstance)
                    .map(event -> ((SchedulingEvent.Closed) event).session().value())
                    .collect(Collectors.toSet());
        }
    }

    private void assertToldOnce(SteadyReader reader, @Nullable String session) throws IOException {
        try (TopicProbe topics = scene.topics()) {
            await().atMost(CrashScene.PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .failFast("the reader gave up", reader::gaveUp)
                    .untilAsserted(() -> {
                        List<ServerSentEvent> events = reader.events();
                        StreamCursor start = StreamCursor.parse(events.getFirst().id());
                        Map<String, List<StreamedLog.Told>> told = StreamedLog.told(events);
                        assertThat(told)
                                .isNotEmpty()
                                .isEqualTo(StreamedLog.log(topics, start, ORG, session));
                    });
        }
    }
}
