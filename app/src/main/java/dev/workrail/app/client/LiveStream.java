package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// Reads the server-sent events of an org on a thread of its own until it is closed.
public final class LiveStream implements AutoCloseable {
    private final Stream<String> lines;
    private final Thread reader;

    private LiveStream(Stream<String> lines, Thread reader) {
        this.lines = lines;
        this.reader = reader;
    }

    /// @param onEvent gets the event's name and data, one at a time
    public static LiveStream open(ApiClient api, String path, BiConsumer<String, JsonNode> onEvent)
            throws IOException, InterruptedException {
        HttpResponse<Stream<String>> response = api.stream(path);
        Stream<String> lines = response.body();
        Thread reader = Thread.ofVirtual().unstarted(() -> read(lines, onEvent));
        reader.start();
        return new LiveStream(lines, reader);
    }

    private static void read(Stream<String> lines, BiConsumer<String, JsonNode> onEvent) {
        String[] name = {"message"};
        try {
            lines.forEach(line -> {
                if (line.startsWith("event:")) {
                    name[0] = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    byte[] data =
                            line.substring("data:".length())
                                    .strip()
                                    .getBytes(StandardCharsets.UTF_8);
                    onEvent.accept(name[0], ContractsJson.read(data, JsonNode.class));
                }
            });
        } catch (java.io.UncheckedIOException closed) {
            // The stream ends this way when it is closed from this side.
        }
    }

    /// Waits until the server ends the stream, at most as long as asked.
    public void awaitEnd(Duration max) throws InterruptedException {
        reader.join(max);
    }

    @Override
    public void close() {
        lines.close();
        reader.interrupt();
    }
}
