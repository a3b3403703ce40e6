package dev.workrail.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.LiveStream;
import dev.workrail.app.client.LiveView;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Follows one session on the org's live stream: prints it, and remembers how it ended.
final class SessionWatch implements AutoCloseable {
    private static final String NONE = "";

    private final ApiClient api;
    private final String org;
    private final PrintStream out;
    private final List<JsonNode> early = new ArrayList<>();
    private final LiveStream stream;
    private @Nullable String session;
    private volatile String outcome = NONE;
    private volatile String branch = NONE;

    private SessionWatch(ApiClient api, String org, PrintStream out)
            throws IOException, InterruptedException {
        this.api = api;
        this.org = org;
        this.out = out;
        this.stream = LiveStream.open(api, org + "/stream", (name, data) -> take(data));
    }

    static SessionWatch of(ApiClient api, String org, PrintStream out)
            throws IOException, InterruptedException {
        return new SessionWatch(api, org, out);
    }

    /// From now on only this session is shown, from its beginning.
    synchronized void follow(String session) {
        this.session = session;
        early.forEach(this::show);
        early.clear();
    }

    String session() {
        return String.valueOf(session);
    }

    String outcome() {
        return outcome;
    }

    /// The pushed branch, without `refs/heads/`.
    String branch() {
        return branch;
    }

    void awaitEnd(Duration max) throws InterruptedException {
        Waiting.until(max, "the end of the session", () -> !outcome.equals(NONE));
    }

    /// The proof record of the session's change, once every gate it must pass was verified.
    JsonNode awaitProof(Duration max) throws InterruptedException {
        JsonNode[] found = new JsonNode[1];
        Waiting.until(
                max,
                "the complete proof record",
                () -> {
                    JsonNode page = api.get(org + "/proofs?session=" + session());
                    found[0] = page.path("items").path(0);
                    return found[0].isObject()
                            && !found[0].findValuesAsText("verdict").contains("missing");
                });
        return found[0];
    }

    private synchronized void take(JsonNode data) {
        if (session == null) {
            early.add(data);
        } else {
            show(data);
        }
    }

    private void show(JsonNode data) {
        String about = data.path("session").asText(data.at("/spec/session").asText());
        if (!about.equals(session)) {
            return;
        }
        LiveView.of(data).forEach(this::print);
        String kind = data.path("kind").asText();
        if (kind.equals("session_closed")) {
            outcome = data.path("outcome").asText();
        } else if (kind.equals("segment")) {
            data.path("effects").forEach(this::noteBranch);
        }
    }

    private void noteBranch(JsonNode effect) {
        if (ContractsJson.fromTree(effect, Effect.class) instanceof Effect.Pushed pushed) {
            branch = pushed.ref().replace("refs/heads/", "");
        }
    }

    private void print(String line) {
        out.println("  " + LiveView.cut(line));
        out.flush();
    }

    @Override
    public void close() {
        stream.close();
    }
}
