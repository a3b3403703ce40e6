package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Pauses and resumes what a path names.
final class Pausing {
    private Pausing() {}

    static int pause(Remote remote, String path, String reason, String what) {
        return send(
                remote,
                path + "/pause",
                reason,
                what + " takes events and starts nothing new until it is resumed");
    }

    static int resume(Remote remote, String path, @Nullable String reason, String what) {
        return send(remote, path + "/resume", reason, what + " goes on");
    }

    private static int send(Remote remote, String path, @Nullable String reason, String said) {
        JsonNode command = remote.post(path, SessionCommand.reason(reason));
        remote.out()
                .answer(
                        command,
                        "command %s is on the log: %s"
                                .formatted(command.path("command").asText(), said));
        return 0;
    }
}
