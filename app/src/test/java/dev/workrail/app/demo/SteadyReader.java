package dev.workrail.app.demo;

import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.LiveStream;
import dev.workrail.app.client.ServerSentEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Keeps every event of a live stream in the order in which it came, whoever serves it.
final class SteadyReader implements AutoCloseable {
    private final List<ServerSentEvent> events = Collections.synchronizedList(new ArrayList<>());
    private final Set<ApiClient> asked = ConcurrentHashMap.newKeySet();
    private final LiveStream stream;

    /// @param server whom to ask, each time the stream is opened
    SteadyReader(Supplier<ApiClient> server, String path) throws Exception {
        this.stream =
                LiveStream.open(
                        () -> {
                            ApiClient next = server.get();
                            asked.add(next);
                            return next;
                        },
                        path,
                        events::add);
    }

    /// The events so far.
    List<ServerSentEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /// Which servers it asked.
    Set<ApiClient> asked() {
        return Set.copyOf(asked);
    }

    /// Whether a server refused to tell anything.
    boolean gaveUp() {
        return stream.over();
    }

    @Override
    public void close() {
        stream.close();
    }
}
