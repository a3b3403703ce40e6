package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.ApiClient;
import dev.workrail.app.client.ApiException;
import dev.workrail.app.client.LiveStream;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A server as one caller sees it. A refusal becomes one line and an exit code; what takes more
/// than a second is told on a terminal.
final class Remote {
    private static final int PAGE = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final ApiClient api;
    private final @Nullable String org;
    private final Output out;

    Remote(ApiClient api, @Nullable String org, Output out) {
        this.api = api;
        this.org = org;
        this.out = out;
    }

    Output out() {
        return out;
    }

    /// A path within the org.
    ///
    /// @throws CommandFailedException where none is chosen
    String org(String path) {
        return "/orgs/" + orgId() + path;
    }

    String orgId() {
        if (org == null) {
            throw new CommandFailedException(
                    "no org chosen: give --org, set WORKRAIL_ORG, or run 'workrail org use ORG'");
        }
        return Query.encoded(org);
    }

    /// Where a path of the server is.
    String url(String path) {
        return api.url(path).toString();
    }

    JsonNode get(String path) {
        return call(() -> api.get(path));
    }

    JsonNode post(String path, Object body) {
        return call(() -> api.post(path, body));
    }

    JsonNode put(String path, Object body) {
        return call(() -> api.put(path, body));
    }

    JsonNode delete(String path) {
        return call(() -> api.delete(path));
    }

    JsonNode post(String path, String text, String mediaType) {
        return call(() -> api.post(path, text, mediaType));
    }

    String text(String path) {
        return call(() -> api.text(path));
    }

    /// Writes what `path` answers into a file, however long that takes.
    void download(String path, Path file) {
        call(() -> api.download(path, file));
    }

    /// Follows a link that the server gave out, into a file.
    void follow(String link, Path file) {
        call(() -> api.follow(link, file));
    }

    boolean exists(String path) {
        return call(() -> api.exists(path));
    }

    /// The token of a new sign-in.
    String signIn(String email, String password) {
        return call(() -> api.signIn(email, password));
    }

    LiveStream stream(String path, BiConsumer<String, JsonNode> onEvent) {
        return call(() -> LiveStream.open(api, path, onEvent));
    }

    /// The first `limit` items of a list, over as many pages as that takes.
    ObjectNode list(String path, Query query, int limit) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode items = all.putArray("items");
        String base = path + query;
        String cursor = null;
        do {
            Query paging =
                    new Query()
                            .add("limit", Math.min(PAGE, limit - items.size()))
                            .add("cursor", cursor);
            String more =
                    base.contains("?") ? paging.toString().replace('?', '&') : paging.toString();
            JsonNode page = get(base + more);
            page.path("items").forEach(items::add);
            cursor = page.path("next").textValue();
        } while (cursor != null && items.size() < limit);
        return cursor == null ? all : all.put("next", cursor);
    }

    /// Something that talks to the server.
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException, InterruptedException;
    }

    private <T> T call(Call<T> call) {
        try (Patience patience = Patience.waitingFor(api.url("/").toString(), out)) {
            return call.run();
        } catch (ApiException e) {
            throw refused(e);
        } catch (MalformedJsonException e) {
            throw CommandFailedException.foundWrong(
                    api.url("/") + " does not answer as a WorkRail Auto server; check --server");
        } catch (IOException e) {
            throw CommandFailedException.foundWrong(
                    "no answer from %s (%s); is the server up?".formatted(api.url("/"), reason(e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailedException.foundWrong("interrupted");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static CommandFailedException refused(ApiException e) {
        return switch (e.status()) {
            case UNAUTHORIZED ->
                    CommandFailedException.notThere(
                            e.explained() + "; run 'workrail login' for a valid key");
            case FORBIDDEN, NOT_FOUND -> CommandFailedException.notThere(e.explained());
            default -> CommandFailedException.foundWrong(e.explained());
        };
    }
}
