package dev.workrail.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A directory of vectors and the folders that hold the workflows they speak of.
///
/// @param directory with conditions.json, templates.json, hashes.json, compiled.json, invalid,
///   traces and synthetic; each may be absent
/// @param workflowDirectories searched in order
public record VectorInput(Path directory, List<Path> workflowDirectories) {
    public VectorInput {
        workflowDirectories = List.copyOf(workflowDirectories);
    }

    /// The rows of a table, empty where the table is absent.
    ///
    /// @throws MalformedJsonException where it is no JSON array
    public List<JsonNode> table(String file) {
        Path path = directory.resolve(file);
        List<JsonNode> rows = new ArrayList<>();
        if (Files.isRegularFile(path)) {
            JsonNode table = read(path);
            if (!table.isArray()) {
                throw new MalformedJsonException(path + ": expected an array of rows");
            }
            table.forEach(rows::add);
        }
        return rows;
    }

    /// Replays every row of a table, each on its own.
    public void eachRow(String file, Results results, Consumer<JsonNode> replay) {
        results.attempt(
                file,
                () ->
                        table(file)
                                .forEach(row ->
                                        results.attempt(
                                                file + " " + row.path("id").asText(),
                                                () -> replay.accept(row))));
    }

    /// The JSON files directly in a folder, in order of name.
    public List<Path> files(String folder, String suffix) {
        return list(directory.resolve(folder), suffix);
    }

    /// The folders directly in a folder, in order of name.
    public List<Path> folders(String folder) {
        Path path = directory.resolve(folder);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(path)) {
            return found.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A workflow file by the path the vectors give it.
    public Optional<JsonNode> workflow(String file) {
        return workflowDirectories.stream()
                .map(folder -> folder.resolve(file))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(VectorInput::read);
    }

    /// The routines in `routines` of all workflow folders; of equal ids the first folder's counts.
    public Routines routines() {
        List<JsonNode> definitions = new ArrayList<>();
        for (Path folder : workflowDirectories.reversed()) {
            list(folder.resolve("routines"), ".json").forEach(path -> definitions.add(read(path)));
        }
        return Routines.of(definitions);
    }

    /// @throws MalformedJsonException where the file is no JSON; the message names it
    public static JsonNode read(Path path) {
        try {
            return Json.parse(Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException(path + ": it is no UTF-8 text", e);
        } catch (MalformedJsonException e) {
            throw new MalformedJsonException(path + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
