package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail trigger replay`: lets events happen again.
@Command(
        name = "replay",
        description = "Let an event happen again, or all that a filter means.",
        footer = {"", "Without --yes a filter only says how many it would be."},
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class TriggerReplayCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();
    @Mixin EventFilters filters = new EventFilters();

    @Parameters(paramLabel = "EVENT", arity = "0..1", description = "Its id.")
    @Nullable String event;

    @Option(names = "--trigger", paramLabel = "TRIGGER", description = "Events of one trigger.")
    @Nullable String trigger;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the audit log.")
    @Nullable String reason;

    @Option(names = "--yes", description = "Replay all that the filter means.")
    boolean yes;

    @Override
    public Integer call() {
        if ((event == null) == (trigger == null && filters.empty())) {
            throw new CommandFailedException("give either one event, or a filter");
        }
        Remote remote = options.open();
        return event == null ? many(remote) : one(remote, event);
    }

    private int one(Remote remote, String id) {
        JsonNode replayed =
                remote.post(
                        remote.org("/trigger-events/" + Query.encoded(id) + "/replay"),
                        SessionCommand.reason(reason));
        remote.out()
                .answer(
                        replayed,
                        "%s happens again as %s, session %s"
                                .formatted(
                                        id,
                                        replayed.path("replay").asText(),
                                        replayed.path("session").asText()));
        return 0;
    }

    private int many(Remote remote) {
        ObjectNode filter = filters.body(trigger);
        String path = remote.org("/trigger-events/replay");
        ObjectNode count = SessionCommand.reason(null).put("dryRun", true);
        count.set("filter", filter);
        JsonNode counted = remote.post(path, count);
        if (!yes) {
            remote.out()
                    .answer(
                            counted,
                            "%d events, of which %d can be replayed; add --yes to replay them"
                                    .formatted(
                                            counted.path("matching").asLong(),
                                            counted.path("count").asLong()));
            return 0;
        }
        ObjectNode body =
                SessionCommand.reason(reason).put("expected", counted.path("count").asLong());
        body.set("filter", filter);
        JsonNode replayed = remote.post(path, body);
        remote.out()
                .answer(replayed, "replayed: %d events".formatted(replayed.path("count").asLong()));
        return 0;
    }
}
