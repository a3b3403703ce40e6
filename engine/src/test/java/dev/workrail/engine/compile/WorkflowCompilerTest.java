package dev.workrail.engine.compile;

import static dev.workrail.engine.validate.WorkflowFiles.step;
import static dev.workrail.engine.validate.WorkflowFiles.withSteps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.InvalidWorkflowException;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.StepOrigin;
import dev.workrail.engine.model.WorkStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowCompilerTest {
    private static final JsonNode ROUTINE =
            Json.parse(
                    """
                    {"id":"routine-review","name":"n","description":"d","version":"1.0.0",
                     "metaGuidance":["Stay calm."],
                     "steps":[{"id":"read","title":"Read {what}","prompt":"Read {what}, {{goal}}.",
                               "guidance":["Slowly."]}]}
                    """);

    @Test
    void shouldMakeAddedStepsFindableAfterTheStepTheyCheck() {
        // given
        ObjectNode workflow =
                withSteps(
                        step(
                                        "one",
                                        "\"audit\":{\"rubric\":[\"Right?\"]},\"verification\":{\"command\":\"make\"}")
                                + ",{\"id\":\"many\",\"type\":\"parallel\",\"title\":\"P\",\"synthesis\":"
                                + "{\"prompt\":\"Join.\"},\"parallelDelegations\":[{\"workflowId\":\"w\"}]}");

        // when
        CompiledWorkflow compiled = compile(workflow);

        // then
        assertThat(compiled.steps())
                .extracting(Step::id)
                .containsExactly(
                        "one", "one__audit", "one__verification", "many", "many__synthesis");
        assertThat(compiled.stepById().get("one__verification"))
                .isInstanceOfSatisfying(
                        StandardStep.class,
                        added -> {
                            assertThat(added.origin()).isEqualTo(StepOrigin.VERIFICATION);
                            assertThat(added.prompting().prompt()).contains("make");
                            assertThat(added.head().notesOptional()).isTrue();
                        });
    }

    @Test
    void shouldAddStepsInsideALoopBody() {
        // given
        ObjectNode workflow =
                withSteps(
                        "{\"id\":\"rounds\",\"type\":\"loop\",\"title\":\"L\",\"loop\":{\"type\":\"for\","
                                + "\"count\":2,\"maxIterations\":2},\"body\":["
                                + step("one", "\"audit\":{\"prompt\":\"Look.\"}")
                                + "]}");

        // when
        CompiledWorkflow compiled = compile(workflow);

        // then
        assertThat(compiled.loops().get("rounds").body())
                .extracting(WorkStep::id)
                .containsExactly("one", "one__audit");
        assertThat(compiled.loopBodyStepIds()).containsExactly("one", "one__audit");
    }

    @Test
    void shouldJumpOnlyAfterTheChecksOnAStep() {
        // given
        String jump =
                "\"jumpIf\":{\"condition\":{\"var\":\"x\"},\"target\":\"one\",\"maxJumps\":1}";
        ObjectNode workflow =
                withSteps(
                        step("one", "")
                                + ","
                                + step("two", "\"audit\":{\"prompt\":\"a\"}," + jump));

        // when
        CompiledWorkflow compiled = compile(workflow);

        // then
        assertThat(((WorkStep) compiled.stepById().get("two")).jumpIf()).isNull();
        assertThat(((WorkStep) compiled.stepById().get("two__audit")).jumpIf()).isNotNull();
    }

    @Test
    void shouldRunFromItsPinnedSnapshotForLife() {
        // given
        CompiledWorkflow compiled = compile(withSteps(call("\"what\":\"it\"")));

        // when
        CompiledWorkflow restored = Workflows.restore(compiled.pinned().snapshot());

        // then
        assertThat(restored).isEqualTo(compiled);
        assertThat(restored.workflowHash()).isEqualTo(compiled.workflowHash());
    }

    @Test
    void shouldKeepTheAuthoredOrderOfADelegationsInputs() {
        // given
        ObjectNode workflow =
                withSteps(
                        "{\"id\":\"many\",\"type\":\"parallel\",\"title\":\"P\",\"parallelDelegations\":"
                                + "[{\"workflowId\":\"w\",\"args\":{\"z\":\"1\",\"a\":\"2\"}}]}");

        // when
        String stored = compile(workflow).pinned().snapshot().toString();
        CompiledWorkflow restored = Workflows.restore(Json.parse(stored));

        // then
        ParallelStep step = (ParallelStep) restored.stepById().get("many");
        assertThat(step.delegations().getFirst().args().keySet()).containsExactly("z", "a");
    }

    @Test
    void shouldExpandARoutineWithItsArguments() {
        // when
        CompiledWorkflow compiled = compile(withSteps(call("\"what\":7")));

        // then
        StandardStep read = (StandardStep) compiled.stepById().get("call.read");
        assertThat(read.title()).isEqualTo("Read 7");
        assertThat(read.prompting().prompt()).isEqualTo("Read 7, {{goal}}.");
        assertThat(read.prompting().guidance()).containsExactly("Slowly.", "Stay calm.");
    }

    @Test
    void shouldResolveReferencesInPlainPromptsAsInBlocks() {
        // given
        JsonNode plain =
                Json.parse(
                        """
                        {"id":"one","title":"T","prompt":"First.\\n{{wr.refs.memory_usage}}"}\
                        """);
        JsonNode blocks =
                Json.parse(
                        """
                        {"id":"two","title":"T",
                         "promptBlocks":{"goal":[{"kind":"ref","refId":"wr.refs.memory_usage"}]}}\
                        """);

        // when
        CompiledWorkflow workflow =
                Workflows.compile(withSteps(plain + "," + blocks), Routines.NONE, Bindings.NONE);

        // then
        String text =
                workflow.pinned()
                        .snapshot()
                        .at("/definition/steps/1/prompt")
                        .textValue()
                        .substring("## Goal\n".length());
        assertThat(workflow.pinned().snapshot().at("/definition/steps/0/prompt").textValue())
                .isEqualTo("First.\n" + text);
    }

    @Test
    void shouldRefuseATokenThatNamesNoReference() {
        // then
        assertThatThrownBy(() ->
                        Workflows.compile(
                                withSteps(
                                        "{\"id\":\"one\",\"title\":\"T\",\"prompt\":\"{{wr.refs.memory}}\"}"),
                                Routines.NONE,
                                Bindings.NONE))
                .isInstanceOfSatisfying(
                        InvalidWorkflowException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(f -> f.code())
                                        .contains("unresolved-token"));
    }

    @Test
    void shouldNameTheArgumentThatIsMissing() {
        assertThatThrownBy(() -> compile(withSteps(call("\"who\":\"x\""))))
                .isInstanceOf(InvalidWorkflowException.class)
                .hasMessageContaining("/steps/0/templateCall/args: no argument 'what'");
    }

    @Test
    void shouldPinWhatTheWorkspaceBinds() {
        // given
        ObjectNode workflow =
                withSteps(step("one", "").replace("Do it.", "Run {{wr.bindings.slot}}."));
        workflow.putArray("extensionPoints")
                .addObject()
                .put("slotId", "slot")
                .put("purpose", "p")
                .put("default", "plain");

        // when
        CompiledWorkflow plain = compile(workflow);
        CompiledWorkflow bound =
                Workflows.compile(workflow, Routines.NONE, new Bindings(Map.of("slot", "special")));

        // then
        assertThat(prompt(plain)).isEqualTo("Run plain.");
        assertThat(prompt(bound)).isEqualTo("Run special.");
        assertThat(bound.workflowHash()).isNotEqualTo(plain.workflowHash());
        assertThat(bound.pinned().snapshot().path("pinnedOverrides").path("slot").asText())
                .isEqualTo("special");
    }

    private static String prompt(CompiledWorkflow compiled) {
        return ((StandardStep) compiled.steps().getFirst()).prompting().prompt();
    }

    private static String call(String args) {
        return "{\"id\":\"call\",\"title\":\"C\",\"templateCall\":{\"templateId\":"
                + "\"wr.templates.routine.review\",\"args\":{"
                + args
                + "}}}";
    }

    private static CompiledWorkflow compile(JsonNode workflow) {
        return Workflows.compile(workflow, Routines.of(List.of(ROUTINE)), Bindings.NONE);
    }
}
