package dev.workrail.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.JsonArbitraries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class HostileInputTest {
    private static final String RICH =
            """
            {"id":"rich-flow","name":"n","description":"d","version":"1.0.0",
             "features":["wr.features.capabilities"],
             "extensionPoints":[{"slotId":"slot","purpose":"p","default":"x"}],
             "assessments":[{"id":"gate","purpose":"p",
               "dimensions":[{"id":"d","purpose":"p","levels":["low","high"]}]}],
             "steps":[
              {"id":"one","title":"t","prompt":"{{wr.bindings.slot}} {{goal}}",
               "requireConfirmation":{"kind":"human_approval","condition":{"var":"a","gt":1}},
               "validationCriteria":{"and":[{"type":"regex","pattern":"a+","message":"m"}]},
               "audit":{"rubric":["r"]},"verification":{"command":"c"},
               "assessmentRefs":["gate"],
               "assessmentConsequences":[{"when":{"anyEqualsLevel":"low"},
                 "effect":{"kind":"require_followup","guidance":"g"}}]},
              {"id":"two","title":"t","promptBlocks":{"goal":[{"kind":"ref",
                "refId":"wr.refs.memory_usage"}],"procedure":["p"],"outputRequired":{"k":"v"}},
               "jumpIf":{"condition":{"var":"x"},"target":"one","maxJumps":1}},
              {"id":"lop","type":"loop","title":"t","loop":{"type":"while","maxIterations":2,
                "conditionSource":{"kind":"context_variable","condition":{"not":{"var":"q"}}}},
               "body":[{"id":"bod","title":"t","prompt":"{{currentIteration}}"}]},
              {"id":"par","type":"parallel","title":"t","synthesis":{"prompt":"s"},
               "parallelDelegations":[{"workflowId":"w","contextMapping":{"a":"b"}}]},
              {"id":"gat","type":"context-gather","title":"t",
               "sources":[{"kind":"paths","variable":"v","paths":["a"]}]}]}
            """;

    @Provide
    Arbitrary<JsonNode> anything() {
        return JsonArbitraries.values("id", "steps", "type", "loop", "body", "prompt", "title");
    }

    @Property(tries = 300)
    void shouldAnswerAnyJsonWithFindings(@ForAll("anything") JsonNode document) {
        Validation validation = validate(document);

        assertThat(validation.compiled() != null).isEqualTo(validation.isValid());
    }

    @Property(tries = 400)
    void shouldAnswerAnyDamageToARichWorkflow(
            @ForAll("anything") JsonNode damage, @ForAll long seed) {
        // given a workflow with one place replaced by anything
        JsonNode workflow = Json.parse(RICH);
        replaceSomewhere(workflow, damage, new Random(seed));

        // when
        Validation validation = validate(workflow);

        // then
        assertThat(validation.compiled() != null).isEqualTo(validation.isValid());
    }

    @Property(tries = 200)
    void shouldAnswerAnyText(@ForAll String text) {
        assertThatCode(() -> Workflows.validate(text, Routines.NONE, Bindings.NONE))
                .doesNotThrowAnyException();
    }

    @Example
    void shouldFindNothingWrongWithTheRichWorkflow() {
        assertThat(validate(Json.parse(RICH)).findings())
                .extracting(Finding::code)
                .containsOnly("unset-variable");
    }

    @Example
    void shouldRefuseDeepNesting() {
        String deep = "{\"steps\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

        assertThat(codes(deep)).containsExactly("malformed-json");
        assertThat(codes("[".repeat(100) + "]".repeat(100))).containsExactly("wrong-type");
        assertThat(codes("{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .containsExactly("nested-too-deep");
    }

    @Example
    void shouldRefuseHugeTexts() {
        String huge = "{\"name\":\"" + "x".repeat(SafetyLimits.MAX_TEXT) + "\"}";

        assertThat(codes(huge)).containsExactly("text-too-long");
    }

    @Example
    void shouldKeepFindingsBounded() {
        // given a workflow with thousands of mistakes
        ObjectNode workflow = Json.object();
        ArrayNode steps = workflow.putArray("steps");
        for (int i = 0; i < 5000; i++) {
            steps.addObject().put("id", "same");
        }

        // when
        List<Finding> findings = validate(workflow).findings();

        // then
        assertThat(findings).hasSize(Findings.MAX + 1);
        assertThat(findings.getLast().code()).isEqualTo("too-many-findings");
    }

    private static List<String> codes(String text) {
        return Workflows.validate(text, Routines.NONE, Bindings.NONE).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private static Validation validate(JsonNode document) {
        return Workflows.validate(document, Routines.NONE, Bindings.NONE);
    }

    private static void replaceSomewhere(JsonNode tree, JsonNode damage, Random random) {
        List<Runnable> places = new ArrayList<>();
        collect(tree, damage, places);
        places.get(random.nextInt(places.size())).run();
    }

    private static void collect(JsonNode node, JsonNode damage, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(member -> {
                        places.add(() -> object.set(member.getKey(), damage));
                        collect(member.getValue(), damage, places);
                    });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                places.add(() -> array.set(at, damage));
                collect(array.get(i), damage, places);
            }
        }
    }
}
