package dev.workrail.engine.output;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.output.CriteriaCheck.BrokenRuleException;
import java.util.Set;

/// What keeps the schema of a rule from running away: it refers only to its own parts, in no circle
/// and not too deep, and is of bounded size once every reference is written out. So the work of a
/// check is bounded by that size times the size of the value. Not thread-safe.
final class SchemaBounds {
    /// Most values in a schema with its references written out.
    static final int MAX_SIZE = 1000;

    /// Most references that lead to each other.
    static final int MAX_CHAIN = 32;

    private static final Set<String> UNBOUNDED =
            Set.of("$dynamicRef", "$recursiveRef", "$id", "$anchor", "$dynamicAnchor");

    private final JsonNode schema;
    private int size;

    private SchemaBounds(JsonNode schema) {
        this.schema = schema;
    }

    /// @throws BrokenRuleException where the schema keeps no bound
    static void check(JsonNode schema) throws BrokenRuleException {
        new SchemaBounds(schema).visit(schema, 0);
    }

    private void visit(JsonNode part, int chain) throws BrokenRuleException {
        if (++size > MAX_SIZE) {
            throw new BrokenRuleException(
                    "the schema of a rule stands for more than " + MAX_SIZE + " values");
        }
        for (String key : UNBOUNDED) {
            if (part.path(key).isTextual()) {
                throw new BrokenRuleException("the schema of a rule uses " + key);
            }
        }
        if (part.path("$ref").isTextual()) {
            visit(target(part.get("$ref").textValue()), next(chain));
        }
        for (JsonNode child : part) {
            if (child.isContainerNode()) {
                visit(child, chain);
            }
        }
    }

    private static int next(int chain) throws BrokenRuleException {
        if (chain == MAX_CHAIN) {
            throw new BrokenRuleException(
                    "the references in the schema of a rule form a circle, or more than "
                            + MAX_CHAIN
                            + " lead to each other");
        }
        return chain + 1;
    }

    private JsonNode target(String ref) throws BrokenRuleException {
        JsonNode found =
                ref.startsWith("#/") ? schema.at(JsonPointer.compile(ref.substring(1))) : null;
        if (found == null || found.isMissingNode()) {
            throw new BrokenRuleException(
                    "the schema of a rule refers to '%s', which is no part of it"
                            .formatted(Utf8.head(ref, 80)));
        }
        return found;
    }
}
