package dev.workrail.engine.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.workrail.engine.json.JsonArbitraries;
import dev.workrail.engine.model.Variables;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TemplateResolverTest {
    @Provide
    Arbitrary<JsonNode> values() {
        return JsonArbitraries.values("x", "length");
    }

    @Property(tries = 300)
    void shouldLeaveNoTokenBehindAndNeverThrow(@ForAll("values") JsonNode value) {
        // given
        Variables variables = name -> value;

        // when
        String text = TemplateResolver.resolve("<{{a}}|{{a.x}}|{{a.length}}>", variables);

        // then
        assertThat(text).startsWith("<").endsWith(">").contains("|");
    }

    @Property(tries = 300)
    void shouldKeepATextWithoutTokens(@ForAll String text) {
        if (TemplateResolver.paths(text).isEmpty()) {
            assertThat(TemplateResolver.resolve(text, Variables.NONE)).isEqualTo(text);
        }
    }

    @Example
    void shouldNotLetManyTokensMultiplyALongValue() {
        // given
        TextNode value = TextNode.valueOf("x".repeat(300_000));

        // when
        String text = TemplateResolver.resolve("{{a}} ".repeat(1000), name -> value);

        // then
        assertThat(text)
                .hasSizeLessThan(TemplateResolver.MAX_TEXT + 50_000)
                .contains("[too long: a]");
    }
}
