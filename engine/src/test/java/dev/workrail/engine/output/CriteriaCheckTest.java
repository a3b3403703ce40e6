package dev.workrail.engine.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules over the notes of a step.
class CriteriaCheckTest {
    @ParameterizedTest(name = "{0} over {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'type':'contains','value':'Tests'};All Tests pass;true",
                "{'type':'contains','value':'tests'};All Tests pass;false",
                "{'type':'regex','pattern':'^\\\\d+$'};42;true",
                "{'type':'regex','pattern':'^\\\\d+$'};4x;false",
                "{'type':'regex','pattern':'DONE','flags':'i'};done;true",
                "{'type':'regex','pattern':'DONE'};done;false",
                "{'type':'regex','pattern':'a.b','flags':'s'};a~b;true",
                "{'type':'regex','pattern':'DONE','flags':'gu'};DONE;true",
                "{'type':'length','min':3};abc;true",
                "{'type':'length','min':4};abc;false",
                "{'type':'length','max':3};abc;true",
                "{'type':'length','max':2};abc;false",
                "{'type':'schema','schema':{'type':'object','required':['a']}};{'a':1};true",
                "{'type':'schema','schema':{'type':'object','required':['a']}};{'b':1};false",
                "{'type':'schema','schema':{'type':'object'}};not json;false",
                "{'type':'schema','schema':{'type':'array'}};\"[1,2]\";true",
                "{'type':'schema','schema':{'properties':{'a':{'pattern':'^x+$'}}}};{'a':'xx'};true",
                "{'type':'schema','schema':{'properties':{'a':{'pattern':'^x+$'}}}};{'a':'xy'};false",
                "{'type':'schema','schema':{'$ref':'#/definitions/n','definitions':{'n':{'type':'number'}}}};7;true",
                "{'type':'contains','value':'X','condition':{'var':'strict','equals':true}};abc;true",
                "{'type':'contains','value':'X','condition':{'var':'strict','not_equals':true}};abc;false"
            })
    void shouldApplyARule(String rule, String notes, boolean holds) {
        // given
        Driver session = withCriteria("[" + rule.replace("}$", "") + "]");

        // when
        Decision decision = session.notes(notes.replace('\'', '"').replace('~', '\n'));

        // then
        assertThat(decision instanceof Decision.Accepted).as("%s", decision).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{'and':[A,B]};a b;true",
                "{'and':[A,B]};a;false",
                "{'or':[A,B]};b;true",
                "{'or':[A,B]};c;false",
                "{'not':A};b;true",
                "{'not':A};a;false",
                "{'and':[{'or':[A,B]},{'not':C}]};b;true",
                "{'and':[{'or':[A,B]},{'not':C}]};b c;false"
            })
    void shouldJoinRules(String criteria, String notes, boolean holds) {
        // given
        String text = criteria;
        for (String letter : List.of("A", "B", "C")) {
            String rule =
                    "{'type':'contains','value':'%s','message':'lacks %s'}"
                            .formatted(letter.toLowerCase(), letter.toLowerCase());
            text = text.replace(letter, rule);
        }
        Driver session = withCriteria(text);

        // then
        assertThat(session.notes(notes) instanceof Decision.Accepted).isEqualTo(holds);
    }

    @Test
    void shouldTellEveryRuleThatDoesNotHold() {
        // given
        Driver session =
                withCriteria(
                        "[{'type':'contains','value':'x','message':'say x'},"
                                + "{'type':'contains','value':'a','message':'say a'},"
                                + "{'type':'length','min':100,'message':'say more'}]");

        // when
        Decision decision = session.notes("a");

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d -> {
                            assertThat(d.validation().issues())
                                    .containsExactly("say more", "say x");
                            assertThat(d.validation().suggestions()).hasSize(1);
                            assertThat(d.retryable()).isTrue();
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'regex','pattern':'(a)\\\\1'}",
                "{'type':'regex','pattern':'(((a{0,1000}){0,1000}){0,1000})b'}",
                "{'type':'regex','pattern':'a','flags':'q'}",
                "{'type':'schema','schema':{'type':'nothing'}}",
                "{'type':'schema','schema':{'$ref':'#'}}",
                "{'type':'schema','schema':{'allOf':[{'$ref':'#/allOf/0'}]}}",
                "{'type':'schema','schema':{'properties':{'a':{'allOf':[{'$ref':'#/properties/a'},{'$ref':'#/properties/a'}]}}}}",
                "{'type':'schema','schema':{'$ref':'http://example.org/schema.json'}}",
                "{'type':'schema','schema':{'$id':'http://example.org/x','type':'object'}}",
                "{'type':'schema','schema':{'pattern':'(?=a)b'}}",
                "{'type':'schema','schema':{'pattern':'((a{1,100}){1,100}){1,100}'}}"
            })
    void shouldStopAStepWhoseRulesCannotBeEvaluated(String rule) {
        // given
        Driver session = withCriteria("[" + rule + "]");

        // when
        Decision decision =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () -> session.notes("{\"a\":\"" + "a".repeat(50) + "\"}"));

        // then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d -> {
                            assertThat(d.retryable()).isFalse();
                            assertThat(d.blockers().getFirst().code())
                                    .isEqualTo(BlockerCode.INVARIANT_VIOLATION);
                        });
        assertThat(session.notes("again"))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> assertThat(r.detail()).contains("rules cannot be evaluated"));
    }

    @ParameterizedTest
    @CsvSource({
        "9.273726921930789E18, true",
        "-9.273726921930789E18, false",
        "1e308, true",
        "1.5, false",
        "123456789012345678901234567890, true",
        "3.0, true",
        "2, false"
    })
    void shouldHoldAnyNumberToTheBoundsOfASchema(String number, boolean accepted) {
        // given
        Driver session =
                withCriteria("[{'type':'schema','schema':{'type':'integer','minimum':3}}]");

        // when
        Decision decision = session.notes(number);

        // then
        assertThat(decision instanceof Decision.Blocked).isEqualTo(!accepted);
        if (!accepted) {
            assertThat(((Decision.Blocked) decision).retryable()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "minLength, 1e30",
        "maxLength, 12345678901234567890",
        "minItems, 1e30",
        "maxItems, 9.3e18",
        "minProperties, 1e30",
        "maxProperties, 3000000000",
        "multipleOf, 1e300",
        "multipleOf, 1e-300",
        "minimum, 9.3e18",
        "maximum, -9.3e18",
        "exclusiveMinimum, 1e308",
        "exclusiveMaximum, 12345678901234567890"
    })
    void shouldDecideByASchemaWithAnyNumber(String keyword, String number) {
        for (String notes : List.of("1.5", "3", "9.3e18", "'a'", "[1]", "{'a':1}")) {
            // given
            Driver session =
                    withCriteria(
                            "[{'type':'schema','schema':{'%s':%s}}]".formatted(keyword, number));

            // then a decision, not an exception
            assertThatCode(() -> session.notes(notes.replace('\'', '"')))
                    .as("%s: %s of %s", keyword, number, notes)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldRefuseASchemaThatDoublesWithEveryReference() {
        // given
        StringBuilder definitions = new StringBuilder("'d0':{'type':'string'}");
        for (int i = 1; i <= 25; i++) {
            definitions.append(
                    ",'d%d':{'allOf':[{'$ref':'#/definitions/d%d'},{'$ref':'#/definitions/d%d'}]}"
                            .formatted(i, i - 1, i - 1));
        }
        Driver session =
                withCriteria(
                        "[{'type':'schema','schema':{'$ref':'#/definitions/d25','definitions':{"
                                + definitions
                                + "}}}]");

        // then
        Decision decision =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> session.notes("{}"));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class, d -> assertThat(d.retryable()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){12}b", "(a{0,40}){0,40}b"})
    void shouldCheckEndlessNotesInAShortWhile(String pattern) {
        // given
        Driver session = withCriteria("[{'type':'regex','pattern':'" + pattern + "'}]");

        // then
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> session.notes("a".repeat(4_000_000) + "!"));
    }

    @Test
    void shouldCountTheWholeLengthOfEndlessNotes() {
        Driver session = withCriteria("[{'type':'length','min':100000}]");

        assertThat(session.notes("a".repeat(99_999))).isInstanceOf(Decision.Blocked.class);
        assertThat(session.notes("a".repeat(100_000))).isInstanceOf(Decision.Accepted.class);
    }

    private static Driver withCriteria(String criteria) {
        String withMessages =
                criteria.replaceAll(
                                "\\{'type':'(\\w+)'(?![^{}]*'message')",
                                "{'type':'$1','message':'m'")
                        .replace("{'type':'object','message':'m'", "{'type':'object'")
                        .replace("{'type':'array','message':'m'", "{'type':'array'")
                        .replace("{'type':'string','message':'m'", "{'type':'string'")
                        .replace("{'type':'number','message':'m'", "{'type':'number'")
                        .replace("{'type':'nothing','message':'m'", "{'type':'nothing'");
        Driver session =
                Driver.unchecked(
                        "{'id':'one','title':'One','prompt':'1','validationCriteria':"
                                + withMessages
                                + "},{'id':'two','title':'Two','prompt':'2'}");
        session.start();
        return session;
    }
}
