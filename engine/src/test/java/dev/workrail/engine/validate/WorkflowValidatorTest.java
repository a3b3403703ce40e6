package dev.workrail.engine.validate;

import static dev.workrail.engine.validate.WorkflowFiles.step;
import static dev.workrail.engine.validate.WorkflowFiles.withSteps;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowValidatorTest {
    @Test
    void shouldReportFindingsOfAllStagesAtOnce() {
        // given a step with a wrong type, a duplicate id, an unknown contract and an unknown key
        ObjectNode workflow =
                withSteps(
                        step("one", "\"notesOptional\":\"yes\"")
                                + ","
                                + step("one", "\"colour\":1")
                                + ","
                                + step(
                                        "two",
                                        "\"outputContract\":{\"contractRef\":\"wr.contracts.x\"}"));

        // when
        List<Finding> errors = validate(workflow).errors();

        // then
        assertThat(errors)
                .extracting(Finding::stage, Finding::code, Finding::pointer)
                .contains(
                        tuple(Stage.SCHEMA, "wrong-type", "/steps/0/notesOptional"),
                        tuple(Stage.SCHEMA, "unknown-key", "/steps/1/colour"),
                        tuple(Stage.STRUCTURE, "duplicate-step-id", "/steps/1/id"),
                        tuple(
                                Stage.COMPILATION,
                                "unknown-contract",
                                "/steps/2/outputContract/contractRef"));
        assertThat(errors).allSatisfy(f -> assertThat(f.expected()).isNotBlank());
    }

    @Test
    void shouldSayWhatWasFoundAndWhatWasExpected() {
        // given
        ObjectNode workflow =
                withSteps(
                        "{\"id\":\"a-loop\",\"type\":\"loop\",\"title\":\"L\",\"loop\":{\"type\":"
                                + "\"for\",\"count\":2,\"maxIterations\":5000},\"body\":["
                                + step("one", "")
                                + "]}");

        // when
        List<Finding> errors = validate(workflow).errors();

        // then
        assertThat(errors)
                .extracting(Finding::message)
                .containsExactly("/steps/0/loop/maxIterations: 5000; expected at most 1000");
    }

    @Test
    void shouldReadANewerVersionLeniently() {
        // given
        ObjectNode workflow = withSteps(step("one", "\"invention\":true"));
        workflow.put("schemaVersion", 99).put("metricsProfile", "later");

        // when
        Validation validation = validate(workflow);

        // then
        assertThat(validation.isValid()).isTrue();
        assertThat(validation.warnings())
                .extracting(Finding::code, Finding::pointer)
                .contains(
                        tuple("newer-schema-version", "/schemaVersion"),
                        tuple("unknown-key", "/steps/0/invention"),
                        tuple("not-allowed", "/metricsProfile"));
    }

    @Test
    void shouldNotLetANewerVersionPastTheSafetyLimits() {
        // given
        ObjectNode workflow =
                withSteps(
                        "{\"id\":\"a-loop\",\"type\":\"loop\",\"title\":\"L\",\"loop\":{\"type\":"
                                + "\"for\",\"count\":2,\"maxIterations\":100000},\"body\":["
                                + step("one", "")
                                + "]}");
        workflow.put("schemaVersion", 99).put("about", "x".repeat(5000));

        // when
        Validation validation = validate(workflow);

        // then
        assertThat(validation.errors())
                .extracting(Finding::pointer)
                .contains("/steps/0/loop/maxIterations", "/about");
    }

    @Test
    void shouldRefuseAJumpForwards() {
        // given
        String jump =
                "\"jumpIf\":{\"condition\":{\"var\":\"again\"},\"target\":\"%s\",\"maxJumps\":2}";

        // when
        Validation back =
                validate(withSteps(step("one", "") + "," + step("two", jump.formatted("one"))));
        Validation forth =
                validate(withSteps(step("one", jump.formatted("two")) + "," + step("two", "")));

        // then
        assertThat(back.errors()).isEmpty();
        assertThat(forth.errors()).extracting(Finding::code).containsExactly("jump-target");
    }

    @Test
    void shouldRefuseToGatherOutsideTheWorkspace() {
        // given
        ObjectNode workflow =
                withSteps(
                        "{\"id\":\"gather\",\"type\":\"context-gather\",\"title\":\"G\",\"sources\":["
                                + "{\"kind\":\"paths\",\"variable\":\"docs\",\"paths\":[\"docs/a.md\","
                                + "\"../secret\"]},{\"kind\":\"urls\",\"variable\":\"page\",\"urls\":"
                                + "[\"file:///etc/passwd\"]}]}");

        // when
        Validation validation = validate(workflow);

        // then
        assertThat(validation.errors())
                .extracting(Finding::pointer)
                .containsExactly("/steps/0/sources/0/paths/1", "/steps/0/sources/1/urls/0");
    }

    @Test
    void shouldWarnOfStepsThatNeverRunAndVariablesNobodySets() {
        // given
        ObjectNode workflow =
                withSteps(
                        step("one", "\"runCondition\":{\"or\":[]}")
                                + ","
                                + "{\"id\":\"two\",\"title\":\"T\",\"prompt\":\"Look at {{mystery}}.\"}"
                                + ","
                                + "{\"id\":\"three\",\"title\":\"T\",\"prompt\":\"Set `size`.\"}"
                                + ","
                                + "{\"id\":\"four\",\"title\":\"T\",\"prompt\":\"Use {{size}}, {{goal}}.\"}");

        // when
        Validation validation = validate(workflow);

        // then
        assertThat(validation.isValid()).isTrue();
        assertThat(validation.warnings())
                .extracting(Finding::code, Finding::pointer)
                .containsExactly(
                        tuple("unreachable-step", "/steps/0/runCondition"),
                        tuple("unset-variable", "/steps/1"));
    }

    private static Validation validate(JsonNode workflow) {
        return Workflows.validate(workflow, Routines.NONE, Bindings.NONE);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }
}
