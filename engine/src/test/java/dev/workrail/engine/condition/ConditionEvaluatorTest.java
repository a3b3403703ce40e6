package dev.workrail.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.JsonArbitraries;
import dev.workrail.engine.model.Variables;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConditionEvaluatorTest {
    @Provide
    Arbitrary<JsonNode> anything() {
        return JsonArbitraries.values(
                "var", "and", "or", "not", "equals", "in", "gt", "contains", "matches");
    }

    @Provide
    Arbitrary<JsonNode> tests() {
        Arbitrary<String> operators =
                Arbitraries.of("equals", "not_equals", "gt", "contains", "startsWith");
        return Combinators.combine(
                        Arbitraries.of("a", "b", "unset"), operators, JsonArbitraries.values())
                .as((name, operator, value) -> {
                    ObjectNode test = Json.object().put("var", name);
                    test.set(operator, value);
                    return test;
                });
    }

    @Property(tries = 300)
    void shouldInvertUnderNot(@ForAll("tests") JsonNode test, @ForAll("anything") JsonNode a) {
        ObjectNode inverted = Json.object();
        inverted.set("not", test);

        assertThat(holds(inverted, a)).isEqualTo(!holds(test, a));
    }

    @Property(tries = 300)
    void shouldObeyDeMorgan(
            @ForAll("tests") JsonNode p,
            @ForAll("tests") JsonNode q,
            @ForAll("anything") JsonNode a) {
        // given
        ObjectNode both = Json.object();
        both.putArray("and").add(p).add(q);
        ObjectNode either = Json.object();
        either.putArray("or").add(p).add(q);

        // then
        assertThat(holds(both, a)).isEqualTo(holds(p, a) && holds(q, a));
        assertThat(holds(either, a)).isEqualTo(holds(p, a) || holds(q, a));
    }

    @Property(tries = 300)
    void shouldBeEqualBothWaysRound(
            @ForAll("anything") JsonNode a, @ForAll("anything") JsonNode b) {
        assertThat(LenientEquality.equal(a, b)).isEqualTo(LenientEquality.equal(b, a));
    }

    @Property(tries = 500)
    void shouldDecideWhateverItIsGiven(
            @ForAll("anything") JsonNode condition, @ForAll("anything") JsonNode a) {
        assertThatCode(() -> holds(condition, a)).doesNotThrowAnyException();
    }

    @Example
    void shouldDecideACatastrophicPatternInLinearTime() {
        // given a pattern that back-tracks without end, and a text that provokes it
        JsonNode condition = Json.parse("{\"var\":\"a\",\"matches\":\"^(a+)+$\"}");
        JsonNode text = Json.object().textNode("a".repeat(50_000) + "!");

        // then
        assertThat(holds(condition, text)).isFalse();
    }

    private static boolean holds(JsonNode condition, JsonNode a) {
        ObjectNode variables = Json.object().put("b", "Small ");
        variables.set("a", a);
        return ConditionEvaluator.holds(condition, Variables.of(variables));
    }
}
