package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.cli.workflow.InputFile;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads an answers file: JSON where its name ends in `.json`, else YAML. `docs/workflows.md` has
/// the form. A key twice is an error; YAML anchors are not followed.
final class AnswersFile {
    private AnswersFile() {}

    /// @throws CommandFailedException where it cannot be read, or with every problem it has
    static Answers read(Path path, CompiledWorkflow workflow) {
        String text = InputFile.read(path, "a YAML or JSON file with answers");
        AnswersReader reader = new AnswersReader(workflow.stepById().keySet());
        Answers answers = reader.read(tree(path, text));
        List<String> problems = reader.problems();
        if (!problems.isEmpty()) {
            throw CommandFailedException.foundWrong(
                    path + " is no valid answers file:\n  " + String.join("\n  ", problems));
        }
        return answers;
    }

    private static JsonNode tree(Path path, String text) {
        boolean isJson = path.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        try {
            return mapper(isJson).readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandFailedException.foundWrong(
                    "%s is no %s: %s"
                            .formatted(
                                    path,
                                    isJson ? "JSON" : "YAML",
                                    MalformedJsonException.from(e).getMessage()));
        }
    }

    private static ObjectMapper mapper(boolean isJson) {
        ObjectMapper mapper = isJson ? JsonMapper.builder().build() : new YAMLMapper(yaml());
        mapper.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(Json.MAX_NESTING).build());
        return mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    private static YAMLFactory yaml() {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(Json.MAX_TEXT);
        bounds.setNestingDepthLimit(Json.MAX_NESTING);
        return YAMLFactory.builder().loaderOptions(bounds).build();
    }
}
