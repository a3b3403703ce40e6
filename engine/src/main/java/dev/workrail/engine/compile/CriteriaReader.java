package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Criteria;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads validation criteria: a list of rules, one rule, or a composition.
final class CriteriaReader {
    private CriteriaReader() {}

    static @Nullable Criteria read(@Nullable JsonNode criteria) {
        if (criteria == null) {
            return null;
        }
        return criteria.isArray() ? new Criteria.All(parts(criteria)) : part(criteria);
    }

    private static Criteria part(JsonNode node) {
        if (node.has("and")) {
            return new Criteria.And(parts(node.path("and")));
        }
        if (node.has("or")) {
            return new Criteria.Or(parts(node.path("or")));
        }
        if (node.has("not")) {
            return new Criteria.Not(part(node.path("not")));
        }
        return new Criteria.Rule(
                Json.text(node, "type", ""),
                Json.text(node, "message", ""),
                node,
                PartReader.condition(node, "condition"));
    }

    private static List<Criteria> parts(JsonNode nodes) {
        return nodes.valueStream().map(CriteriaReader::part).toList();
    }
}
