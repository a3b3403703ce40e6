package dev.workrail.projections.sink;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Outcome;

/// The names of our enums as they are on topics; columns use the same.
final class Wire {
    private Wire() {}

    static String name(Enum<?> value) {
        return ContractsJson.toTree(value).textValue();
    }

    static Outcome outcome(String name) {
        return ContractsJson.fromTree(TextNode.valueOf(name), Outcome.class);
    }
}
