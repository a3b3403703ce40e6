package dev.workrail.console.triggers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.platform.trigger.request.MalformedPayloadException;
import dev.workrail.platform.trigger.request.PayloadReader;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A webhook as a person makes it up, to see what a trigger would make of it.
///
/// @param headers such as `X-GitHub-Event`: most providers name the event there
/// @param payload the body where it is JSON
/// @param body the body as it would come, where it is a form
record TriggerSample(
        @Nullable Map<String, String> headers, @Nullable JsonNode payload, @Nullable String body) {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_BYTES = 1024 * 1024;
    private static final PayloadReader READER = new PayloadReader(MAX_DEPTH, MAX_BYTES);

    /// What a webhook's reader makes of the sample.
    record Read(RequestHeaders headers, JsonNode payload) {}

    /// Reads the request itself as webhooks are read, so that a number in the payload is the same.
    ///
    /// @throws dev.workrail.platform.problem.ProblemException 400 where it is no sample
    static TriggerSample of(byte @Nullable [] request, Instant now) {
        byte[] bytes = InputFaults.body(request == null || request.length == 0 ? null : request);
        InputFaults faults = new InputFaults();
        try {
            JsonNode tree =
                    READER.read(new WebhookRequest(RequestHeaders.of(Map.of()), bytes, now));
            if (tree.isObject()) {
                return ContractsJson.fromTree(tree, TriggerSample.class);
            }
            faults.add("", "expected an object with headers, and payload or body");
        } catch (MalformedPayloadException | MalformedJsonException e) {
            faults.add("", String.valueOf(e.getMessage()));
        }
        faults.refuseIfAny();
        throw new IllegalStateException("there is a fault");
    }

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    Read read(Instant now) {
        InputFaults faults = new InputFaults();
        RequestHeaders given = headers(faults);
        JsonNode read = payload == null ? JsonNodeFactory.instance.objectNode() : payload;
        if (body != null) {
            if (payload != null) {
                faults.add("/body", "expected either a payload or a body, were both");
            }
            try {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                read = READER.read(new WebhookRequest(given, bytes, now));
            } catch (MalformedPayloadException e) {
                faults.add("/body", String.valueOf(e.getMessage()));
            }
        }
        faults.refuseIfAny();
        return new Read(given, read);
    }

    private RequestHeaders headers(InputFaults faults) {
        if (headers == null) {
            return RequestHeaders.of(Map.of());
        }
        headers.forEach((name, value) -> {
            if (value == null) {
                faults.add("/headers", "expected texts as values");
            }
        });
        faults.refuseIfAny();
        return RequestHeaders.of(headers);
    }
}
