package dev.workrail.console.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;

/// Gives each request body the example that `openapi-examples.json` has for its operation, so that
/// the document can be tried as it is read. Runs while the application is built.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class RequestExamples implements OASFilter {
    private static final String FILE = "/openapi-examples.json";

    private final JsonNode examples = read();

    private static JsonNode read() {
        try (InputStream file =
                Objects.requireNonNull(RequestExamples.class.getResourceAsStream(FILE), FILE)) {
            return new JsonMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Operation filterOperation(Operation operation) {
        JsonNode example = examples.get(operation.getOperationId());
        if (example != null && operation.getRequestBody() != null) {
            operation
                    .getRequestBody()
                    .getContent()
                    .getMediaTypes()
                    .values()
                    .forEach(body ->
                            body.setExample(new JsonMapper().convertValue(example, Object.class)));
        }
        return operation;
    }
}
