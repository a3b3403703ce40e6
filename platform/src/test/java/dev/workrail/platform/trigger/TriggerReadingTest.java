package dev.workrail.platform.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.testkit.Triggers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TriggerReadingTest {
    private static final RequestHeaders ISSUES =
            RequestHeaders.of(Map.of("X-GitHub-Event", "issues", "X-GitHub-Delivery", "d-1"));

    @Test
    void shouldTellTheVerdictOfEveryConditionWhereOneDoesNotHold() {
        // given
        var trigger =
                Triggers.with(
                        "Look",
                        null,
                        List.of("issues.opened"),
                        List.of(
                                new DispatchCondition("$.issue.state", "open"),
                                new DispatchCondition("$.issue.number", "7"),
                                new DispatchCondition("$.label", "bug")));

        // when
        TriggerReading reading = read(trigger);

        // then
        assertThat(reading.checks())
                .extracting(ConditionCheck::pointer, ConditionCheck::actual, ConditionCheck::holds)
                .containsExactly(
                        tuple("/enabled", "true", true),
                        tuple("/events", "issues.opened", true),
                        tuple("/dispatchConditions/0", "\"open\"", true),
                        tuple("/dispatchConditions/1", "7", false),
                        tuple("/dispatchConditions/2", null, false));
        assertThat(reading.refusal()).hasValue("dispatchCondition on $.issue.number does not hold");
    }

    @Test
    void shouldHaveGoalAndContextOfWhatWouldBeDispatched() {
        // given
        var trigger =
                Triggers.of(
                        "github",
                        null,
                        "Fix {{$.issue.title}}",
                        List.of(),
                        List.of(),
                        Map.of("number", "$.issue.number"),
                        List.of("hook"));

        // when
        TriggerReading reading = read(trigger);

        // then
        assertThat(reading.refusal()).isEmpty();
        assertThat(reading.goal()).isEqualTo("Fix it");
        assertThat(reading.context()).hasToString("{\"number\":7}");
        assertThat(reading.seen().deliveryId()).isEqualTo("d-1");
    }

    @Test
    void shouldReadNothingForAProviderWithoutWebhooks() {
        var scheduled =
                Triggers.of("schedule", "x", null, List.of(), List.of(), Map.of(), List.of());

        assertThat(TriggerReading.of(scheduled, ISSUES, payload())).isEmpty();
    }

    private static TriggerReading read(ConfigValue.Trigger trigger) {
        return TriggerReading.of(trigger, ISSUES, payload()).orElseThrow();
    }

    private static JsonNode payload() {
        return ContractsJson.read(
                """
                {"action":"opened","issue":{"title":"it","number":7,"state":"open",
                 "updated_at":"2026-01-01T00:00:00Z"},"repository":{"full_name":"a/b"}}
                """
                        .getBytes(StandardCharsets.UTF_8),
                JsonNode.class);
    }
}
