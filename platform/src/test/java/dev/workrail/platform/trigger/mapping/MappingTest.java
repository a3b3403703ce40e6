package dev.workrail.platform.trigger.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.testkit.Triggers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// WorkRail's path, template and condition semantics.
class MappingTest {
    private static final JsonNode PAYLOAD =
            json(
                    """
                    {"action":"opened","count":3,"flag":true,"nothing":null,"labels":[{"name":"a"}],
                     "issue":{"title":"Broken $1 \\\\ build","number":7,"user":{"login":"ada"}},
                     "a.b":"flat"}
                    """);

    @Test
    void shouldFollowAPathWithEveryPrefix() {
        for (String path : List.of("$.issue.user.login", "issue.user.login", "$issue.user.login")) {
            assertThat(PayloadPath.parse(path).textIn(PAYLOAD)).hasValue("ada");
        }
        assertThat(PayloadPath.parse("$").in(PAYLOAD)).hasValue(PAYLOAD);
    }

    @Test
    void shouldFindNothingInArraysScalarsOrWhereThereIsNothing() {
        for (String path :
                List.of(
                        "$.labels[0].name",
                        "labels.0.name",
                        "action.length",
                        "a.b",
                        "issue..user",
                        "$.missing",
                        "nothing.more")) {
            assertThat(PayloadPath.parse(path).in(PAYLOAD)).as(path).isEmpty();
        }
    }

    @Test
    void shouldFillATemplateWithValuesOfEveryType() {
        assertThat(goal(null, "#{{ $.issue.number }} {{issue.title}} {{$.flag}} by {{issue.user}}"))
                .isEqualTo("#7 Broken $1 \\ build true by {\"login\":\"ada\"}");
    }

    @Test
    void shouldGiveUpTheWholeTemplateWhereOneTokenHasNoValue() {
        assertThat(goal("Look at it", "Fix {{issue.title}} in {{missing}}"))
                .isEqualTo("Look at it");
        assertThat(goal("Look at it", "Fix {{nothing}}")).isEqualTo("Look at it");
        assertThat(goal(null, "Fix {{missing}}")).isEqualTo("Autonomous task");
    }

    @Test
    void shouldTakeThePayloadsGoalWhereATriggerHasNone() {
        assertThat(GoalTemplate.goal(trigger(null, null), json("{\"goal\":\"Do it\"}")))
                .isEqualTo("Do it");
        assertThat(GoalTemplate.goal(trigger(null, null), PAYLOAD)).isEqualTo("Autonomous task");
        assertThat(GoalTemplate.goal(trigger("Mine", null), json("{\"goal\":\"Theirs\"}")))
                .isEqualTo("Mine");
    }

    @Test
    void shouldLeaveOutWhatAContextMappingDoesNotFind() {
        var context =
                ContextMapping.context(
                        Map.of("number", "$.issue.number", "who", "issue.user", "gone", "missing"),
                        PAYLOAD);

        assertThat(context.toString()).isEqualTo("{\"number\":7,\"who\":{\"login\":\"ada\"}}");
    }

    @Test
    void shouldGiveTheWholePayloadWithoutAContextMapping() {
        assertThat(ContextMapping.context(Map.of(), PAYLOAD).get("payload")).isEqualTo(PAYLOAD);
    }

    @Test
    void shouldHoldOnlyForAnEqualText() {
        assertThat(refusal(List.of(), condition("$.action", "opened"))).isEmpty();
        assertThat(refusal(List.of(), condition("$.action", "Opened"))).isPresent();
        assertThat(refusal(List.of(), condition("$.count", "3"))).isPresent();
        assertThat(refusal(List.of(), condition("$.missing", "undefined"))).isPresent();
    }

    @Test
    void shouldNeedEveryCondition() {
        assertThat(
                        refusal(
                                List.of(),
                                condition("action", "opened"),
                                condition("issue.user.login", "bob")))
                .hasValueSatisfying(reason -> assertThat(reason).contains("issue.user.login"));
    }

    @Test
    void shouldFilterByEventTypeAndAction() {
        assertThat(refusal(List.of("issues"))).isEmpty();
        assertThat(refusal(List.of("push", "issues.opened"))).isEmpty();
        assertThat(refusal(List.of("issues.closed"))).isPresent();
        assertThat(refusal(List.of("issue"))).isPresent();
    }

    private static java.util.Optional<String> refusal(
            List<String> events, DispatchCondition... conditions) {
        return DispatchFilter.checks(
                        Triggers.with(null, null, events, List.of(conditions)),
                        "issues",
                        "opened",
                        PAYLOAD)
                .stream()
                .filter(check -> !check.holds())
                .map(ConditionCheck::otherwise)
                .findFirst();
    }

    private static DispatchCondition condition(String path, String equals) {
        return new DispatchCondition(path, equals);
    }

    private static String goal(String fixed, String template) {
        return GoalTemplate.goal(trigger(fixed, template), PAYLOAD);
    }

    private static ConfigValue.Trigger trigger(String goal, String template) {
        return Triggers.with(goal, template, List.of(), List.of());
    }

    private static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }
}
