package dev.workrail.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the rehearsal model does in sessions of benchmarks, in the folder where an instance looks
/// for transcripts.
final class BenchTranscripts {
    private static final String NOTES =
            "This trivial step is done; there was nothing to look at and nothing to change.";

    private BenchTranscripts() {}

    /// The folder of the instance on `data`.
    static Path in(Path data) {
        return data.resolve("bench-transcripts");
    }

    /// Lets the instance on `other` use the transcripts of the one on `data`.
    static void share(Path data, Path other) throws IOException {
        Files.createDirectories(in(data));
        Files.createSymbolicLink(in(other), in(data));
    }

    /// Writes a transcript that completes `steps` steps and does nothing else.
    ///
    /// @return its name
    static String trivial(Path data, int steps) throws IOException {
        ArrayNode turns = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < steps; i++) {
            complete(turn(turns));
        }
        return write(data, "steps-" + steps, turns);
    }

    /// Writes a transcript that runs `command` in each of `steps` steps before it completes it.
    ///
    /// @return its name
    static String running(Path data, String name, int steps, String command) throws IOException {
        ArrayNode turns = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < steps; i++) {
            call(turn(turns), "Bash").put("command", command);
            complete(turn(turns));
        }
        return write(data, name, turns);
    }

    private static ArrayNode turn(ArrayNode turns) {
        return turns.addObject().put("text", "").putArray("calls");
    }

    private static void complete(ArrayNode calls) {
        call(calls, "complete_step").put("notes", NOTES);
    }

    private static ObjectNode call(ArrayNode calls, String tool) {
        return calls.addObject().put("tool", tool).putObject("arguments");
    }

    private static String write(Path data, String name, ArrayNode turns) throws IOException {
        ObjectNode transcript = JsonNodeFactory.instance.objectNode().put("version", 1);
        transcript.set("turns", turns);
        Files.write(
                Files.createDirectories(in(data)).resolve(name + ".json"),
                ContractsJson.write(transcript));
        return name;
    }
}
