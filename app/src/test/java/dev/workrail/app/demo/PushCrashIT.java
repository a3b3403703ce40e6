package dev.workrail.app.demo;

import static org.awaitility.Awaitility.await;

import dev.workrail.app.client.ApiClient;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `kill -9` of a worker around its push: in `pre-receive` its intent is in the log and the remote
/// has nothing yet, in `post-receive` the remote has it and the log does not know. Another worker
/// pushes the same commit, or finds it there.
class PushCrashIT {
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

    @ParameterizedTest
    @ValueSource(strings = {"pre-receive", "post-receive"})
    void shouldPushOnceWhenAWorkerIsKilledAroundItsPush(String hook) throws Exception {
        // given
        InstanceProcess base = scene.start("base", CrashScene.without("worker"), Map.of());
        ApiClient owner = scene.prepare(base.awaitReady(CrashScene.START));
        InstanceProcess doomed = scene.start("worker-1", "worker", scene.beside(base));
        doomed.awaitReady(CrashScene.START);
        Path hold = scene.holdIn(hook);
        String session = scene.fire(owner);
        await().atMost(CrashScene.PATIENCE).until(() -> scene.reached(hook));

        // when
        doomed.killNow();
        Files.delete(hold);
        scene.start("worker-2", "worker", scene.beside(base)).awaitReady(CrashScene.START);

        // then
        scene.assertShippedOnce(owner, session);
    }
}
