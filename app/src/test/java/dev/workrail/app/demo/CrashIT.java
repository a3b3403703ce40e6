package dev.workrail.app.demo;

import dev.workrail.app.client.ApiClient;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of real processes in the middle of a session. Whatever dies: the session completes, no
/// step is lost, the branch is pushed once and each status is called back once.
class CrashIT {
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
    void shouldCompleteElsewhereWhenAWorkerIsKilledMidStep() throws Exception {
        InstanceProcess base = scene.start("base", CrashScene.ALL.replace("worker,", ""), Map.of());
        URI url = base.awaitReady(CrashScene.START);
        InstanceProcess doomed = scene.start("worker-1", "worker", scene.beside(base));
        doomed.awaitReady(CrashScene.START);
        ApiClient owner = scene.prepare(url);

        String session = scene.fire(owner);
        scene.awaitFirstStep(owner, session);
        doomed.killNow();
        scene.start("worker-2", "worker", scene.beside(base)).awaitReady(CrashScene.START);

        scene.assertShippedOnce(owner, session);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dispatcher", "projections", "delivery"})
    void shouldCompleteWhenARoleIsKilledAndStartedAgain(String role) throws Exception {
        InstanceProcess base = scene.start("base", CrashScene.without(role), Map.of());
        URI url = base.awaitReady(CrashScene.START);
        InstanceProcess doomed = scene.start(role, role, scene.beside(base));
        doomed.awaitReady(CrashScene.START);
        ApiClient owner = scene.prepare(url);

        String session = scene.fire(owner);
        scene.awaitFirstStep(owner, session);
        doomed.killNow();
        scene.start(role, role, scene.beside(base)).awaitReady(CrashScene.START);

        scene.assertShippedOnce(owner, session);
    }

    @Test
    void shouldGoOnWhenEverythingIsKilledAtOnceBrokerAndDatabaseIncluded() throws Exception {
        InstanceProcess whole = scene.start("base", CrashScene.ALL, Map.of());
        URI url = whole.awaitReady(CrashScene.START);
        ApiClient owner = scene.prepare(url);

        String session = scene.fire(owner);
        scene.awaitFirstStep(owner, session);
        whole.killNow();
        URI again = scene.start("base", CrashScene.ALL, Map.of()).awaitReady(CrashScene.START);

        scene.assertShippedOnce(scene.prepare(again), session);
    }
}
