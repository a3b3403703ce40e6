package dev.workrail.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.LiveStream;
import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Fires webhooks and waits for the end of the sessions they become, as a client of the API sees
/// it: on the live stream of the org. Thread-safe.
///
/// A session has ended with the record of its last step, which says so (`session_ended`), or where
/// it did not come that far, with the dispatcher's word on it (`session_closed`).
final class SessionClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SUCCESS = "success";

    private final WebhookClient webhooks;
    private final Awaited<String> outcomes = new Awaited<>();
    private final LiveStream stream;

    private SessionClient(BenchOrg org, WebhookClient webhooks)
            throws IOException, InterruptedException {
        this.webhooks = webhooks;
        this.stream = LiveStream.open(org::owner, org.path("/stream"), this::happened);
    }

    /// @param webhooks of a trigger of `org`
    static SessionClient open(BenchOrg org, WebhookClient webhooks)
            throws IOException, InterruptedException {
        return new SessionClient(org, webhooks);
    }

    /// One session from the POST of its webhook to its end.
    ///
    /// @return whether it succeeded
    boolean run() throws Exception {
        return awaitSuccess(webhooks.post());
    }

    /// @return the session the webhook becomes
    String fire() throws IOException, InterruptedException {
        return webhooks.post();
    }

    boolean awaitSuccess(String session) throws Exception {
        return outcomes.await(session, PATIENCE).equals(SUCCESS);
    }

    private void happened(ServerSentEvent event) {
        boolean ended = event.data().contains("\"session_ended\"");
        if (!ended && !event.data().contains("\"session_closed\"")) {
            return;
        }
        JsonNode message =
                ContractsJson.read(event.data().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        String outcome = (ended ? ending(message) : message).path("outcome").asText();
        if (ended || !outcome.equals(SUCCESS)) {
            outcomes.arrived(message.path("session").asText(), outcome);
        }
    }

    private static JsonNode ending(JsonNode segment) {
        for (JsonNode effect : segment.path("effects")) {
            if (effect.path("kind").asText().equals("session_ended")) {
                return effect;
            }
        }
        return segment;
    }

    @Override
    public void close() {
        stream.close();
    }
}
