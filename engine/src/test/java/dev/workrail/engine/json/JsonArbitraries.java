package dev.workrail.engine.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Arbitrary JSON for properties.
public final class JsonArbitraries {
    private JsonArbitraries() {}

    /// Any value, a few levels deep; keys come from the given words and from anywhere.
    public static Arbitrary<JsonNode> values(String... words) {
        Arbitrary<String> keys =
                Arbitraries.oneOf(
                        Arbitraries.of(words.length == 0 ? new String[] {"k"} : words),
                        Arbitraries.strings().ofMaxLength(6));
        return Arbitraries.recursive(
                JsonArbitraries::scalars,
                inner -> Arbitraries.oneOf(arrays(inner), objects(keys, inner)),
                0,
                4);
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(12).map(TextNode::valueOf),
                Arbitraries.integers().map(IntNode::valueOf),
                Arbitraries.doubles().map(DoubleNode::valueOf),
                Arbitraries.of(true, false).map(BooleanNode::valueOf),
                Arbitraries.just(NullNode.getInstance()));
    }

    private static Arbitrary<JsonNode> arrays(Arbitrary<JsonNode> inner) {
        return inner.list()
                .ofMaxSize(4)
                .map(items -> {
                    ArrayNode array = Json.object().arrayNode();
                    items.forEach(array::add);
                    return array;
                });
    }

    private static Arbitrary<JsonNode> objects(Arbitrary<String> keys, Arbitrary<JsonNode> inner) {
        return Arbitraries.maps(keys, inner)
                .ofMaxSize(5)
                .map(members -> {
                    ObjectNode object = Json.object();
                    members.forEach(object::set);
                    return object;
                });
    }
}
