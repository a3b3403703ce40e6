package dev.workrail.app.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.workrail.platform.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `docs/openapi.yaml`, which another test holds equal to what is served, leaves nothing out.
class ApiDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/openapi.yaml");
    private static final Path GUIDE = Path.of("../docs/api.md");

    private ApiDocument document;

    @BeforeEach
    void read() throws Exception {
        document = new ApiDocument(new YAMLMapper().readTree(DOCUMENT.toFile()));
    }

    @Test
    void shouldDescribeEveryOperationInWhole() {
        List<String> missing = new ArrayList<>();
        for (ApiOperation operation : document.operations()) {
            if (operation.id().isEmpty()) {
                missing.add(operation + ": an operationId");
            }
            if (operation.node().path("summary").asText().isBlank()) {
                missing.add(operation + ": a summary");
            }
            if (operation.node().path("tags").isEmpty()) {
                missing.add(operation + ": a tag");
            }
            operation
                    .body()
                    .filter(body -> body.example().isEmpty())
                    .ifPresent(_ -> missing.add(operation + ": an example of its body"));
            answers(operation, missing);
        }

        assertThat(missing)
                .as(
                        "what the document lacks: give the route @Operation and @Tag, its class"
                                + " @Produces, a route that returns a Response"
                                + " @APIResponseSchema(value, responseCode), its body an example in"
                                + " openapi-examples.json; then run OpenApiDocumentIT with"
                                + " -Dgolden.write=true")
                .isEmpty();
    }

    private static void answers(ApiOperation operation, List<String> missing) {
        if (operation.answers().keySet().stream().noneMatch(status -> status < 300)) {
            missing.add(operation + ": what it answers where it succeeds");
        }
        if (operation.answers().keySet().stream().filter(status -> status >= 400).count() < 3) {
            missing.add(operation + ": its problems");
        }
        for (Map.Entry<Integer, JsonNode> answer : operation.answers().entrySet()) {
            JsonNode content = answer.getValue().path("content");
            if (answer.getKey() >= 400
                    && !content.at("/application~1problem+json/schema/$ref")
                            .asText()
                            .endsWith("/Problem")) {
                missing.add(operation + ": that " + answer.getKey() + " is a problem");
            } else if (answer.getKey() < 300 && answer.getKey() != 204) {
                if (content.isEmpty() || content.values().next().path("schema").isMissingNode()) {
                    missing.add(operation + ": the form of its " + answer.getKey());
                }
            }
        }
    }

    @Test
    void shouldHaveExamplesThatFitTheirSchemas() {
        List<String> wrong = new ArrayList<>();
        for (ApiOperation operation : document.operations()) {
            operation
                    .body()
                    .filter(body -> body.mediaType().endsWith("json"))
                    .ifPresent(body ->
                            errors(body.schema(), body.example().orElseThrow())
                                    .forEach(error -> wrong.add(operation + ": " + error)));
        }

        assertThat(wrong).as("examples in openapi-examples.json").isEmpty();
    }

    private List<Error> errors(JsonNode schema, JsonNode value) {
        com.fasterxml.jackson.databind.node.ObjectNode whole = schema.deepCopy();
        whole.set("components", document.root().path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON)
                .validate(value.toString(), InputFormat.JSON);
    }

    @Test
    void shouldListEveryCodeInTheDocumentAndInTheGuide() throws Exception {
        List<String> listed = new ArrayList<>();
        document.root()
                .at("/components/schemas/Problem/properties/code/enum")
                .forEach(code -> listed.add(code.asText()));
        String guide = Files.readString(GUIDE);

        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemCode.values()).map(ProblemCode::wire).toList());
        assertThat(ProblemCode.values())
                .as("rows of the table in docs/api.md")
                .allSatisfy(code ->
                        assertThat(guide)
                                .contains(
                                        "| %d | `%s` | %s |"
                                                .formatted(
                                                        code.status(),
                                                        code.wire(),
                                                        code.meaning())));
    }
}
