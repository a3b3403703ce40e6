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
import dev.workrail.engine.finding.Severity;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.json.JsonArbitraries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
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

    /// Numbers at the ends of what the program's own types hold, in every place of the workflow.
    @Property
    void shouldAnswerAnyNumberAnywhereInARichWorkflow(@ForAll("numbersAtTheEdge") JsonNode number) {
        int places = places(Json.parse(RICH), number).size();
        for (int i = 0; i < places; i++) {
            // given
            JsonNode workflow = Json.parse(RICH);
            places(workflow, number).get(i).run();

            // when
            Validation validation = validate(workflow);

            // then
            assertThat(validation.compiled() != null).isEqualTo(validation.isValid());
        }
    }

    @Provide
    Arbitrary<JsonNode> numbersAtTheEdge() {
        return Arbitraries.of(
                        "9273726921930789000",
                        "9.273726921930789E18",
                        "-9.3e18",
                        "2147483648",
                        "2.5e9",
                        "0.5",
                        "1e400",
                        "-0.0",
                        "1e-400",
                        "123456789012345678901234567890")
                .map(Json::parse);
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
    void shouldRefuseNestingWithoutEnd() {
        String deep = "{\"steps\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        JsonNode tree = Json.object();
        for (int i = 0; i < 100_000; i++) {
            tree = Json.object().set("steps", tree);
        }

        assertThat(codes(deep)).containsExactly("malformed-json");
        assertThat(validate(tree).findings())
                .extracting(Finding::code)
                .containsExactly("nested-too-deep");
    }

    @Example
    void shouldLetNoVersionPassASafetyLimit() {
        // given a file of a version nobody has released
        ObjectNode future = WorkflowFiles.withSteps(loop(5000, ""));
        future.put("schemaVersion", 99).put("unknown", true);

        // then
        assertThat(validate(future).errors()).extracting(Finding::code).contains("out-of-range");
        assertThat(codes("{\"schemaVersion\":99,\"a\":" + "[".repeat(70) + "]".repeat(70) + "}"))
                .containsExactly("nested-too-deep");
        assertThat(validate(manySteps(2001).put("schemaVersion", 99)).errors())
                .extracting(Finding::code)
                .contains("too-many-steps");
        assertThat(validate(manySteps(2000).put("schemaVersion", 99)).errors()).isEmpty();
    }

    @Example
    void shouldWarnOfPatternsThatCannotBeRun() {
        // given
        ObjectNode workflow =
                WorkflowFiles.withSteps(
                        WorkflowFiles.step(
                                "one",
                                "\"runCondition\":{\"var\":\"x\",\"matches\":\"((a{0,100}){0,100}){0,100}\"},"
                                        + "\"validationCriteria\":[{\"type\":\"regex\",\"pattern\":\"(?=a)b\",\"message\":\"m\",\"condition\":{\"var\":\"y\"}}]"));

        // then
        assertThat(validate(workflow).findings())
                .filteredOn(f -> f.code().equals("unusable-pattern"))
                .allMatch(f -> f.severity() == Severity.WARNING)
                .extracting(Finding::pointer)
                .containsExactlyInAnyOrder(
                        "/steps/0/runCondition/matches", "/steps/0/validationCriteria/0/pattern");
    }

    @Example
    void shouldRefuseARuleWithWhichItsStepCanNeverBeCompleted() {
        // given
        String lookAhead = "{\"type\":\"regex\",\"pattern\":\"(?=a)b\",\"message\":\"m\"}";
        String flag = "{\"type\":\"regex\",\"pattern\":\"a\",\"flags\":\"q\",\"message\":\"m\"}";
        String contains = "{\"type\":\"contains\",\"value\":\"x\",\"message\":\"m\"}";

        // then
        assertThat(rules("[" + lookAhead + "]")).containsExactly("unusable-pattern");
        assertThat(rules("{\"or\":[" + contains + ",{\"not\":" + flag + "}]}"))
                .containsExactly("unusable-pattern");
    }

    @Example
    void shouldWarnOfARuleWhoseSchemaIsNone() {
        // given
        ObjectNode workflow =
                WorkflowFiles.withSteps(
                        WorkflowFiles.step(
                                "one",
                                "\"validationCriteria\":[{\"type\":\"schema\",\"schema\":{\"type\":\"nonsense\"},\"message\":\"m\"}]"));

        // then
        assertThat(validate(workflow).errors()).isEmpty();
        assertThat(validate(workflow).findings())
                .filteredOn(f -> f.code().equals("unusable-schema"))
                .extracting(Finding::pointer)
                .containsExactly("/steps/0/validationCriteria/0/schema");
    }

    @Example
    void shouldBoundTheRulesOfAStep() {
        // given
        String rule = "{\"type\":\"contains\",\"value\":\"x\",\"message\":\"m\"}";
        String most = String.join(",", java.util.Collections.nCopies(RuleChecks.MAX_RULES, rule));

        // then
        assertThat(rules("[" + most + "]")).isEmpty();
        assertThat(rules("[" + most + "," + rule + "]")).containsExactly("too-many-rules");
        assertThat(rules("{\"and\":[" + most + ",{\"not\":" + rule + "}]}"))
                .containsExactly("too-many-rules");
    }

    @Example
    void shouldBoundWhatAStepHandsOutAtTheSameTime() {
        // given
        ObjectNode workflow = WorkflowFiles.withSteps("");
        ObjectNode step = workflow.withArray("steps").addObject();
        step.put("id", "par").put("type", "parallel").put("title", "P");
        for (int i = 0; i < StepChecks.MAX_DELEGATIONS; i++) {
            step.withArray("parallelDelegations").addObject().put("workflowId", "flow-" + i);
        }
        assertThat(validate(workflow).errors()).isEmpty();

        // when
        step.withArray("parallelDelegations").addObject().put("workflowId", "one-more");

        // then
        assertThat(validate(workflow).errors())
                .extracting(Finding::code)
                .containsExactly("too-many-delegations");
    }

    private static List<String> rules(String criteria) {
        return validate(
                        WorkflowFiles.withSteps(
                                WorkflowFiles.step("one", "\"validationCriteria\":" + criteria)))
                .errors()
                .stream()
                .map(Finding::code)
                .toList();
    }

    private static ObjectNode manySteps(int count) {
        ObjectNode workflow = WorkflowFiles.withSteps("");
        for (int i = 0; i < count; i++) {
            workflow.withArray("steps")
                    .addObject()
                    .put("id", "step-" + i)
                    .put("title", "T")
                    .put("prompt", "p");
        }
        return workflow;
    }

    private static String loop(int maxIterations, String more) {
        return ("{\"id\":\"lop\",\"type\":\"loop\",\"title\":\"L\",\"loop\":{\"type\":\"for\",\"count\":2,"
                        + "\"maxIterations\":%d%s},\"body\":[%s]}")
                .formatted(maxIterations, more, WorkflowFiles.step("bod", ""));
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
        List<Runnable> places = places(tree, damage);
        places.get(random.nextInt(places.size())).run();
    }

    private static List<Runnable> places(JsonNode tree, JsonNode damage) {
        List<Runnable> places = new ArrayList<>();
        collect(tree, damage, places);
        return places;
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
