package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How much may run at once, as options; what is not given stays.
final class LimitOptions {
    @Option(names = "--max-sessions", paramLabel = "N", description = "Sessions at once.")
    @Nullable Integer maxSessions;

    @Option(names = "--max-queued", paramLabel = "N", description = "Sessions that wait.")
    @Nullable Integer maxQueued;

    @Option(
            names = "--tier",
            paramLabel = "TIER=N",
            description = "Sessions at once by model tier.")
    @Nullable Map<String, Integer> tiers;

    /// Puts into `body` the limits that `now` has, changed.
    void put(ObjectNode body, JsonNode now) {
        ObjectNode limits = body.putObject("limits");
        now.path("limits").properties().forEach(e -> limits.set(e.getKey(), e.getValue()));
        if (maxSessions != null) {
            limits.put("maxSessions", maxSessions);
        }
        if (maxQueued != null) {
            limits.put("maxQueued", maxQueued);
        }
        if (tiers != null) {
            tiers.forEach(limits.withObject("/tiers")::put);
        }
    }
}
