package dev.workrail.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalJsonTest {
    @Provide
    Arbitrary<JsonNode> values() {
        return JsonArbitraries.values();
    }

    @Property(tries = 300)
    void shouldBeItsOwnCanonicalForm(@ForAll("values") JsonNode value) {
        // given
        String canonical = CanonicalJson.text(value);

        // when
        String again = CanonicalJson.text(Json.parse(canonical));

        // then
        assertThat(again).isEqualTo(canonical);
    }

    @Property(tries = 300)
    void shouldNotDependOnTheOrderOfKeys(@ForAll("values") JsonNode value, @ForAll long seed) {
        assertThat(Digest.of(shuffled(value, new Random(seed)))).isEqualTo(Digest.of(value));
    }

    @Example
    void shouldRefuseANumberThatHasNoFiniteValue() {
        assertThatThrownBy(() -> CanonicalJson.text(Json.parse("[1e400]")))
                .isInstanceOf(NonFiniteNumberException.class);
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        Collections.shuffle(members, random);
        ObjectNode out = Json.object();
        members.forEach(member -> out.set(member.getKey(), shuffled(member.getValue(), random)));
        return out;
    }
}
