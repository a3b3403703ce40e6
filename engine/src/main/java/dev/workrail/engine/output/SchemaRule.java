package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.regex.RegularExpression;
import dev.workrail.engine.output.CriteriaCheck.BrokenRuleException;
import dev.workrail.engine.pattern.LinearPattern;
import dev.workrail.engine.pattern.UnusablePatternException;
import dev.workrail.engine.schema.WholeNumbers;

/// Checks a value against a JSON schema (draft 7) an author wrote. The schema is checked against
/// draft 7 itself first, then against [SchemaBounds]; its patterns run in linear time; nothing is
/// fetched. Thread-safe.
final class SchemaRule {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_7,
                    builder ->
                            builder.schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .regularExpressionFactory(SchemaRule::linear)
                                                    .build())
                                    .nodeReader(WholeNumbers.reader())
                                    .schemaCacheEnabled(false));
    private static final Schema DRAFT_7 =
            REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_7.getDialectId()));

    private SchemaRule() {}

    /// @throws BrokenRuleException where the schema is no draft 7 schema, or cannot be run
    static boolean accepts(JsonNode schema, JsonNode value) throws BrokenRuleException {
        SchemaBounds.check(schema);
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
            return LinearPattern.compile(pattern)::find;
        } catch (UnusablePatternException e) {
            throw new IllegalArgumentException(e.reason(), e);
        }
    }
}
