package dev.workrail.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.workrail.engine.json.Json;
import java.util.List;

/// One JSON schema (draft 2020-12), ready to check. Patterns run in linear time. Thread-safe.
public final class WorkflowSchema {
    private final JsonNode source;
    private final Schema schema;

    /// @param text of the schema
    WorkflowSchema(String text) {
        this.source = Json.parse(text);
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().regularExpressionFactory(linear()).build();
        this.schema =
                SchemaRegistry.withDefaultDialect(
                                SpecificationVersion.DRAFT_2020_12,
                                builder ->
                                        builder.schemaRegistryConfig(config)
                                                .nodeReader(WholeNumbers.reader()))
                        .getSchema(text, InputFormat.JSON);
    }

    /// Regular expressions that no input can make slow.
    ///
    /// A pattern this engine cannot run refuses the schema with an [IllegalArgumentException].
    public static RegularExpressionFactory linear() {
        return pattern -> expression(pattern);
    }

    private static RegularExpression expression(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return text -> compiled.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern " + pattern + " cannot run in linear time: " + e.getDescription(), e);
        }
    }

    List<Error> errors(JsonNode document) {
        return schema.validate(document.toString(), InputFormat.JSON);
    }

    /// The schema's own tree.
    JsonNode source() {
        return source;
    }
}
