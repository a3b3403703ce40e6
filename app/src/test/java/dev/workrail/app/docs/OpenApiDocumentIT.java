package dev.workrail.app.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.workrail.app.console.ConsoleBackend;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/openapi.yaml` is what the product serves.
@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class OpenApiDocumentIT {
    private static final Path DOCUMENT = Path.of("../docs/openapi.yaml");

    @Test
    void shouldMatchWhatIsServed() throws Exception {
        String served =
                given().queryParam("format", "yaml")
                        .get("/api/v1/openapi")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(DOCUMENT, served);
        }

        assertThat(DOCUMENT)
                .as("run this test with -Dgolden.write=true and review the change")
                .content()
                .isEqualTo(served);
        JsonNode document = new YAMLMapper().readTree(served);
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(withoutExample(document))
                .as("add an example to console's openapi-examples.json")
                .isEmpty();
    }

    private static List<String> withoutExample(JsonNode document) {
        List<String> missing = new ArrayList<>();
        document.path("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            JsonNode body = operation.at("/requestBody/content/application~1json");
                            if (!body.isMissingNode() && !body.has("example")) {
                                missing.add(operation.path("operationId").asText());
                            }
                        }));
        return missing;
    }
}
