package dev.workrail.app.demo;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.OperatorKey;
import dev.workrail.testkit.process.InstanceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

/// Several console processes beside one base, any of which may be killed and comes again on the
/// data it had. Clients ask whichever is up. One thread kills; any number asks.
final class ConsoleFleet {
    private final CrashScene scene;
    private final Map<String, String> environment;
    private final List<InstanceProcess> processes = new ArrayList<>();
    private final AtomicReferenceArray<URI> urls;

    /// @param more environment variables of every console
    ConsoleFleet(CrashScene scene, InstanceProcess base, int size, Map<String, String> more)
            throws Exception {
        this.scene = scene;
        this.environment = new HashMap<>(scene.beside(base));
        environment.putAll(more);
        this.urls = new AtomicReferenceArray<>(size);
        for (int i = 0; i < size; i++) {
            processes.add(start(i));
            // One after the other: each start forgets the set-up token of the one before.
            urls.set(i, processes.get(i).awaitReady(CrashScene.START));
        }
    }

    private InstanceProcess start(int number) {
        return scene.start(name(number), "console", environment);
    }

    private static String name(int number) {
        return "console-" + number;
    }

    /// The operator of a fresh deployment.
    ApiClient operator(Path folder) throws IOException, InterruptedException {
        int last = processes.size() - 1;
        return OperatorKey.client(
                Objects.requireNonNull(urls.get(last)), folder.resolve(name(last)));
    }

    /// The same caller at one of those that are up.
    ApiClient any(String key, Random random) {
        int first = random.nextInt(urls.length());
        for (int i = 0; ; i = (i + 1) % urls.length()) {
            URI url = urls.get((first + i) % urls.length());
            if (url != null) {
                return new ApiClient(url, key);
            }
        }
    }

    /// Which of those that are up a process is.
    OptionalInt numberOf(long pid) {
        return IntStream.range(0, processes.size())
                .filter(i -> processes.get(i).alive() && processes.get(i).pid() == pid)
                .findFirst();
    }

    void kill(int number) {
        urls.set(number, null);
        processes.get(number).killNow();
    }

    /// Starts a killed one again, and waits until it is up.
    void revive(int number) {
        processes.set(number, start(number));
        urls.set(number, processes.get(number).awaitReady(CrashScene.START));
    }
}
