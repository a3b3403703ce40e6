package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.ApiException;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Logged;
import dev.workrail.testkit.TopicProbe;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten thousand changes of configuration by many clients of three consoles, while whichever console
/// relays them is killed: at moments a seed chooses, and between publishing a batch and marking it.
class ConfigurationStormIT {
    private static final long SEED = 20_261_129;
    private static final int CHANGES = 10_000;
    private static final int CLIENTS = 24;
    private static final int CONSOLES = 3;
    private static final int ENTRIES = 40;
    private static final int LATEST_KILL_MILLIS = 2_000;
    private static final List<String> ORGS = List.of("ada", "bob", "cyd");
    private static final Map<String, String> UNLIMITED =
            Map.of(
                    "WORKRAIL_CONSOLE_RATES_KEY", "10000000",
                    "WORKRAIL_CONSOLE_RATES_ORG", "10000000");

    @TempDir Path folder;

    private final AtomicInteger changed = new AtomicInteger();
    private final Random moments = new Random(SEED);
    private CrashScene scene;
    private ConsoleFleet consoles;
    private AdminTables tables;

    @BeforeEach
    void open() throws Exception {
        scene = new CrashScene(folder);
        InstanceProcess base = scene.start("base", CrashScene.without("console"), Map.of());
        base.awaitReady(CrashScene.START);
        consoles = new ConsoleFleet(scene, base, CONSOLES, UNLIMITED);
        tables = AdminTables.of(scene.beside(base));
    }

    @AfterEach
    void close() throws Exception {
        tables.close();
        scene.close();
    }

    @Test
    void shouldEndWithTheLogEqualToTheTables() throws Exception {
        // given
        ApiClient operator = consoles.operator(folder);
        Map<String, String> owners = new TreeMap<>();
        for (String org : ORGS) {
            owners.put(
                    org,
                    operator.post("/orgs", Map.of("id", org, "name", org))
                            .at("/ownerKey/secret")
                            .asText());
        }

        // when
        int kills = 0;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> changing = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(SEED + client);
                changing.add(
                        clients.submit(() -> {
                            while (changed.get() < CHANGES) {
                                changeOne(owners, random);
                            }
                            return null;
                        }));
            }
            while (changed.get() < CHANGES) {
                killTheRelay(kills++ % 2 == 0);
            }
            for (Future<?> one : changing) {
                one.get();
            }
        }
        await().atMost(CrashScene.PATIENCE).until(() -> tables.unpublished() == 0);

        // then
        assertThat(kills).as("relays killed").isGreaterThanOrEqualTo(2);
        List<Logged<ConfigRecord>> log = log();
        assertThat(newest(log)).isEqualTo(tables.configuration(ORGS));
        assertThat(versions(log).size())
                .as("versions that a relay published and did not live to mark")
                .isLessThan(log.size());
    }

    /// A change that was answered is counted; one whose console was killed may or may not be.
    private void changeOne(Map<String, String> owners, Random random) throws Exception {
        String org = ORGS.get(random.nextInt(ORGS.size()));
        String path = "/orgs/%s/projects/p%d".formatted(org, random.nextInt(ENTRIES));
        ApiClient client = consoles.any(owners.get(org), random);
        try {
            if (random.nextInt(5) == 0) {
                client.delete(path);
            } else {
                client.put(path, Map.of("name", "Project " + random.nextInt()));
            }
            changed.incrementAndGet();
        } catch (IOException killed) {
            // It was asked while it died.
        } catch (ApiException refused) {
            assertThat(refused.status()).as(refused.getMessage()).isIn(404, 503);
        }
    }

    private void killTheRelay(boolean betweenPublishingAndMarking) throws Exception {
        await().pollDelay(Duration.ofMillis(moments.nextInt(LATEST_KILL_MILLIS)))
                .atMost(CrashScene.PATIENCE)
                .until(() -> relay().isPresent());
        int doomed;
        if (betweenPublishingAndMarking) {
            try (AdminTables.Held _ = holdBetweenPublishingAndMarking()) {
                doomed = relay().orElseThrow();
                consoles.kill(doomed);
            }
        } else {
            doomed = relay().orElseThrow();
            consoles.kill(doomed);
        }
        consoles.revive(doomed);
    }

    private OptionalInt relay() throws SQLException {
        return consoles.numberOf(tables.relay());
    }

    /// Stops the relay at its next look at the database, until that is when it has published more
    /// than it has marked.
    private AdminTables.Held holdBetweenPublishingAndMarking() throws Exception {
        while (true) {
            AdminTables.Held held = tables.holdRelay(CrashScene.PATIENCE);
            List<Logged<ConfigRecord>> log = log();
            if (changed.get() >= CHANGES
                    || !log.isEmpty() && log.getLast().offset() > tables.lastMarked()) {
                return held;
            }
            held.close();
        }
    }

    private List<Logged<ConfigRecord>> log() throws IOException {
        try (TopicProbe topics = scene.topics()) {
            return topics.read(Topics.CONFIG, ConfigRecord.class);
        }
    }

    private static Map<String, ConfigRecord> newest(List<Logged<ConfigRecord>> log) {
        Map<String, ConfigRecord> newest = new TreeMap<>();
        for (Logged<ConfigRecord> logged : log) {
            if (ORGS.contains(logged.key().split("/")[0])) {
                newest.put(logged.key(), logged.data());
            }
        }
        newest.values().removeIf(ConfigRecord::deleted);
        return newest;
    }

    private static Set<Long> versions(List<Logged<ConfigRecord>> log) {
        return log.stream().map(logged -> logged.data().version()).collect(Collectors.toSet());
    }
}
