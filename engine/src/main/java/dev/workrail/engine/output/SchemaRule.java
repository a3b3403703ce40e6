package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import dev.workrail.engine.output.CriteriaCheck.BrokenRuleException;

/// Checks a value against a JSON schema (draft 7) an author wrote. The schema is checked against
/// draft 7 itself first; its patterns run in linear time; nothing is fetched. Thread-safe.
final class SchemaRule {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7,
                    builder ->
                            builder.schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .regularExpressionFactory(SchemaRule::linear)
                                                    .build())
                                    .schemaCacheEnabled(false));
    private static final Schema DRAFT_7 =
            REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_7.getDialectId()));

    private SchemaRule() {}

    /// @throws BrokenRuleException where the schema is no draft 7 schema, or cannot be run
    static boolean accepts(JsonNode schema, JsonNode value) throws BrokenRuleException {
        try {
            if (!DRAFT_7.validate(schema.toString(), InputFormat.JSON).isEmpty()) {
                throw new BrokenRuleException("the schema of a rule is no JSON schema");
            }
            return REGISTRY.getSchema(schema.toString(), InputFormat.JSON)
                    .validate(value.toString(), InputFormat.JSON)
                    .isEmpty();
        } catch (SchemaException | IllegalArgumentException e) {
            throw new BrokenRuleException("the schema of a rule cannot be run");
        }
    }

    private static RegularExpression linear(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return text -> compiled.matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("cannot run in linear time: " + pattern, e);
        }
    }
}
