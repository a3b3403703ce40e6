package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Reads server-sent events on a thread of its own until it is closed. Where the stream ends or
/// breaks it is opened again behind the last event, so that what reads it gets every event once
/// over restarts of the server; `resync` says where that was not possible. It gives up where a
/// server refuses it for good.
public final class LiveStream implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int FIRST_FAULT = 500;

    private final Supplier<ApiClient> server;
    private final String path;
    private final Consumer<ServerSentEvent> onEvent;
    private final Thread reader = Thread.ofVirtual().name("live-stream").unstarted(this::read);
    private volatile Stream<String> lines;
    private volatile String lastId = "";
    private volatile boolean over;

    private LiveStream(Supplier<ApiClient> server, String path, Consumer<ServerSentEvent> onEvent)
            throws IOException, InterruptedException {
        this.server = server;
        this.path = path;
        this.onEvent = onEvent;
        this.lines = server.get().stream(path).body();
    }

    /// @param onEvent gets the event's name and data, one at a time
    /// @throws ApiException where it is refused
    public static LiveStream open(ApiClient api, String path, BiConsumer<String, JsonNode> onEvent)
            throws IOException, InterruptedException {
        return open(() -> api, path, event -> onEvent.accept(event.type(), json(event.data())));
    }

    /// @param server whom to ask, each time the stream is opened
    /// @param onEvent gets one event at a time
    /// @throws ApiException where it is refused
    public static LiveStream open(
            Supplier<ApiClient> server, String path, Consumer<ServerSentEvent> onEvent)
            throws IOException, InterruptedException {
        LiveStream stream = new LiveStream(server, path, onEvent);
        stream.reader.start();
        return stream;
    }

    private void read() {
        try {
            while (!over) {
                follow(lines);
                again();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            over = true;
            lines.close();
        }
    }

    private void follow(Stream<String> open) {
        ServerSentEvent.Lines events = new ServerSentEvent.Lines();
        try (open) {
            open.forEach(line ->
                    events.take(line)
                            .ifPresent(event -> {
                                onEvent.accept(event);
                                lastId = event.id();
                            }));
        } catch (UncheckedIOException broken) {
            // The server is gone, or this end was closed.
        }
    }

    private void again() throws InterruptedException {
        while (!over) {
            Thread.sleep(PAUSE);
            try {
                lines = server.get().stream(path, lastId).body();
                return;
            } catch (IOException away) {
                // Not there yet.
            } catch (ApiException refused) {
                over = refused.status() < FIRST_FAULT;
            }
        }
    }

    private static JsonNode json(String data) {
        return ContractsJson.read(data.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /// Whether it was closed, or a server refused to go on.
    public boolean over() {
        return over;
    }

    @Override
    public void close() {
        over = true;
        lines.close();
        reader.interrupt();
    }
}
