package dev.workrail.console.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/// Describes values as they are on the wire: an id is a text, though it is a record in code, and
/// JSON of any form is just that. Runs while the application is built.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class WireSchemas implements OASFilter {
    private static final String VALUE = "value";
    private static final String SCOPE = "KeyScope";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        document.getComponents().getSchemas().forEach(WireSchemas::rewrite);
    }

    private static void rewrite(String name, Schema schema) {
        if (name.equals("JsonNode")) {
            clear(schema, null);
        } else if (name.equals("ObjectNode")) {
            clear(schema, SchemaType.OBJECT);
        } else if (isWrapper(schema) && name.endsWith("Id") || name.equals(SCOPE)) {
            clear(schema, SchemaType.STRING);
        } else if (isFamily(schema)) {
            schema.description("Its other fields go by its kind.")
                    .additionalPropertiesBoolean(true);
        }
    }

    /// Of several records told apart by their kind, some of which this version may not know.
    private static boolean isFamily(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        return properties != null && properties.keySet().equals(Set.of("kind"));
    }

    private static boolean isWrapper(Schema schema) {
        Map<String, Schema> properties = schema.getProperties();
        return properties != null && properties.size() == 1 && properties.containsKey(VALUE);
    }

    private static void clear(Schema schema, @Nullable SchemaType type) {
        schema.setProperties(null);
        schema.setItems(null);
        schema.setRequired(null);
        schema.setType(type == null ? null : List.of(type));
    }
}
