package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that people hand to a command; `-` is standard input.
final class InputFiles {
    private static final String STANDARD_INPUT = "-";

    private InputFiles() {}

    static String text(String file) {
        try {
            return file.equals(STANDARD_INPUT)
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }

    static JsonNode json(String file) {
        try {
            return ContractsJson.read(text(file).getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (MalformedJsonException e) {
            throw new CommandFailedException("%s is not JSON: %s".formatted(file, e.getMessage()));
        }
    }

    static ObjectNode object(String file) {
        if (json(file) instanceof ObjectNode object) {
            return object;
        }
        throw new CommandFailedException(file + ": expected a JSON object");
    }
}
