package dev.workrail.app.contract;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Sends calls and gathers what is wrong with their answers, each kind of fault once. Not
/// thread-safe.
final class Examination implements AutoCloseable {
    private static final int MOST_SILENT = 20;

    private final URI url;
    private final String key;
    private final AnswerCheck check;
    private final Set<String> withoutToken;
    private final Map<String, String> wrong = new LinkedHashMap<>();
    private final Set<String> worked = new HashSet<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int calls;
    private int silent;

    /// @param withoutToken operations whose example the product cannot take
    Examination(URI url, String key, AnswerCheck check, Set<String> withoutToken) {
        this.url = url;
        this.key = key;
        this.check = check;
        this.withoutToken = withoutToken;
    }

    void send(Call call) throws InterruptedException {
        calls++;
        try {
            Answer answer =
                    Answer.read(
                            http.send(call.to(url, key), BodyHandlers.ofInputStream()),
                            call.operation().streams());
            examine(call, answer);
        } catch (IOException e) {
            wrong(call, "no answer: " + e);
            silent++;
            if (silent > MOST_SILENT) {
                throw new AssertionError("it does not answer any more: " + wrong.values());
            }
        }
    }

    private void examine(Call call, Answer answer) {
        ApiOperation operation = call.operation();
        Optional<String> fault = check.fault(operation, answer);
        fault.ifPresent(what -> wrong(call, what));
        if (answer.succeeded()) {
            worked.add(operation.id());
        } else if (call.plain() && !withoutToken.contains(operation.id())) {
            wrong(call, "the example answered %d %s".formatted(answer.status(), answer.text()));
        }
    }

    private void wrong(Call call, String fault) {
        // Once per kind of fault, so without what differs each time.
        String kind = fault.replaceAll("\"traceId\":\"[^\"]*\"", "").replaceAll("[0-9]{4,}", "N");
        wrong.putIfAbsent(call.operation().id() + " " + kind, call + "\n      " + fault);
    }

    int calls() {
        return calls;
    }

    List<String> wrong() {
        return List.copyOf(wrong.values());
    }

    /// Those of the operations that never succeeded, but for those that need a token.
    List<String> never(List<ApiOperation> operations) {
        return operations.stream()
                .map(ApiOperation::id)
                .filter(id -> !worked.contains(id) && !withoutToken.contains(id))
                .toList();
    }

    @Override
    public void close() {
        http.close();
    }
}
