package dev.workrail.engine.condition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every operator at its edges, over the variables `{x: 3, t: " Small ", b: true, l: [1,"a"], n:
/// null, o: {}, e: "", z: 0}`.
class OperatorTest {
    private static final JsonNode VARIABLES =
            Json.parse(
                    "{'x':3,'t':' Small ','b':true,'l':[1,'a'],'n':null,'o':{},'e':'','z':0,'f':false}"
                            .replace('\'', '"'));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'var':'x','equals':3};true",
                "{'var':'x','equals':'3'};true",
                "{'var':'x','equals':' 3.0 '};true",
                "{'var':'x','equals':4};false",
                "{'var':'x','equals':true};false",
                "{'var':'t','equals':'small'};true",
                "{'var':'t','equals':'SMALL '};true",
                "{'var':'t','equals':'large'};false",
                "{'var':'b','equals':'yes'};true",
                "{'var':'b','equals':'1'};true",
                "{'var':'b','equals':'TRUE'};true",
                "{'var':'b','equals':'no'};false",
                "{'var':'b','equals':1};false",
                "{'var':'f','equals':'no'};true",
                "{'var':'f','equals':'0'};true",
                "{'var':'f','equals':false};true",
                "{'var':'b','equals':false};false",
                "{'var':'n','equals':null};true",
                "{'var':'unset','equals':null};true",
                "{'var':'x','equals':null};false",
                "{'var':'n','equals':'null'};false",
                "{'var':'o','equals':{}};false",
                "{'var':'l','equals':[1,'a']};false",
                "{'var':'x','not_equals':3};false",
                "{'var':'x','not_equals':4};true",
                "{'var':'unset','not_equals':'a'};true",
                "{'var':'x','gt':2};true",
                "{'var':'x','gt':3};false",
                "{'var':'x','gte':3};true",
                "{'var':'x','gte':4};false",
                "{'var':'x','lt':4};true",
                "{'var':'x','lt':3};false",
                "{'var':'x','lte':3};true",
                "{'var':'x','lte':2};false",
                "{'var':'x','gt':'2'};true",
                "{'var':'t','gt':0};false",
                "{'var':'unset','gt':0};false",
                "{'var':'t','contains':'MAL'};true",
                "{'var':'t','contains':'big'};false",
                "{'var':'l','contains':'1,a'};true",
                "{'var':'unset','contains':''};true",
                "{'var':'t','startsWith':'sm'};true",
                "{'var':'t','startsWith':'all'};false",
                "{'var':'t','endsWith':'ALL'};true",
                "{'var':'t','endsWith':'sm'};false",
                "{'var':'t','matches':'^ s.*l $'};true",
                "{'var':'t','matches':'^s'};false",
                "{'var':'t','matches':'('};false",
                "{'var':'t','in':['large','small']};true",
                "{'var':'x','in':['3']};true",
                "{'var':'x','in':[]};false",
                "{'var':'x','in':3};false",
                "{'var':'x'};true",
                "{'var':'z'};false",
                "{'var':'e'};false",
                "{'var':'o'};true",
                "{'var':'f'};false",
                "{'var':'n'};false",
                "{'var':'unset'};false",
                "{};true",
                "{'and':[{'var':'x'},{'var':'b'}]};true",
                "{'and':[{'var':'x'},{'var':'z'}]};false",
                "{'and':[]};true",
                "{'or':[{'var':'z'},{'var':'b'}]};true",
                "{'or':[{'var':'z'},{'var':'f'}]};false",
                "{'or':[]};false",
                "{'not':{'var':'z'}};true",
                "{'not':{'var':'x'}};false",
                "{'not':{'not':{'var':'x'}}};true",
                "{'not':{}};false",
                "{'not':'x'};false",
                "{'and':'x'};false",
                "{'or':{'var':'x'}};false",
                "{'unknown':1};false",
                "{'or':[{'var':'x'},{'and':'x'}]};true",
                "{'or':[{'and':'x'},{'var':'x'}]};false",
                "{'var':'x','equals':3,'gt':100};true",
                "{'var':'x','and':[{'var':'z'}]};true",
                "{'and':[{'var':'x'}],'or':[]};true",
                "{'or':[{'var':'x'}],'not':{'var':'x'}};true",
                "'text';false",
                "'';true",
                "7;true",
                "[1];false"
            })
    void shouldDecide(String condition, boolean holds) {
        JsonNode parsed = Json.parse(condition.replace('\'', '"'));

        assertThat(ConditionEvaluator.holds(parsed, Variables.of(VARIABLES))).isEqualTo(holds);
    }

    @Test
    void shouldHoldWhereThereIsNoCondition() {
        assertThat(ConditionEvaluator.holds((JsonNode) null, Variables.NONE)).isTrue();
    }

    @Test
    void shouldDecideDeepConditionsUpToTheBound() {
        assertThat(holdsNested(ConditionEvaluator.MAX_DEPTH - 1)).isFalse();
        assertThat(holdsNested(ConditionEvaluator.MAX_DEPTH)).isTrue();
        assertThat(holdsNested(ConditionEvaluator.MAX_DEPTH + 1)).isFalse();
        assertThat(holdsNested(100_000)).isFalse();
    }

    /// A variable that is set under so many `not`.
    private static boolean holdsNested(int times) {
        JsonNode condition = Json.object().put("var", "x");
        for (int i = 0; i < times; i++) {
            condition = Json.object().set("not", condition);
        }
        return ConditionEvaluator.holds(condition, Variables.of(VARIABLES));
    }
}
