package dev.workrail.app.cli.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.workflow.WorkflowFile;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Checks;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.SubmissionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswersRunTest {
    private static final String GATED =
            """
            {"id":"gated","name":"Gated","description":"d","version":"1.0.0","steps":[
             {"id":"plan","title":"Plan {{goal}}","prompt":"Plan {{goal}} for {{who}}.","requireConfirmation":true},
             {"id":"hand-over","title":"Hand over","prompt":"Hand over.",
              "outputContract":{"contractRef":"wr.contracts.coding_handoff"}}]}
            """;
    private static final String HAND_OVER =
            """
              - step: hand-over
                notes: Done.
                artifacts:
                  - {kind: wr.coding_handoff, version: 1, keyDecisions: [a], knownLimitations: [], testsAdded: [], filesChanged: [b]}
            """;
    private static final int ENOUGH = 50;

    @TempDir Path folder;

    @Test
    void shouldRunTheExampleOfTheGuide() throws IOException {
        // given
        String guide = Files.readString(Path.of("..", "docs", "workflows.md"));
        Path workflow = write("careful-change.json", example(guide, "json", "\"careful-change\""));
        Path answers = write("answers.yaml", example(guide, "yaml", "answers:"));

        // when
        Cli cli = run(workflow, answers, "--json");

        // then
        assertThat(cli.exit()).as(cli.err()).isZero();
        JsonNode result = Json.parse(cli.out());
        assertThat(result.path("status").asText()).isEqualTo("complete");
        assertThat(result.path("unusedAnswers")).isEmpty();
        assertThat(result.path("turns").findValuesAsText("step"))
                .containsSubsequence("plan", "judge", "plan", "judge", "hand-over", "hand-over");
        assertThat(result.at("/context/riskLevel").asText()).isEqualTo("Low");
        assertThat(cli.err()).contains("jumped back to plan (1 of 2)", "-> hand-over: approved");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundled")
    void shouldRunEveryBundledWorkflow(String id) throws IOException {
        // given an answers file with what each of its steps asks for
        Path answers = write("answers.json", answersFor(id).toPrettyString());

        // when
        Cli cli = run(Path.of(id), answers, "--goal", "Try it");

        // then
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("== complete").doesNotContain("[unset:");
    }

    @Test
    void shouldTakeTheMendedAnswerAndTheSecondVerdict() throws IOException {
        // given
        Path answers =
                write(
                        "answers.yaml",
                        """
                        answers:
                          - {step: plan, notes: Short.}
                          - {gate: plan, verdict: rejected, rationale: Say how it is tested.}
                          - {step: plan, notes: With tests.}
                          - {gate: plan, verdict: uncertain, rationale: Nobody can know.}
                          - {gate: plan, verdict: approved, rationale: Fine.}
                          - {step: hand-over, notes: The artifact is missing.}
                        """
                                + HAND_OVER);

        // when
        Cli cli = run(write("gated.json", GATED), answers, "--context", "who=[1,\"two\"]");

        // then
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains("Plan  for 1,two.", "Say how it is tested.")
                .containsSubsequence(
                        "-> plan: parked",
                        "-> plan: rejected",
                        "-> plan: parked",
                        "-> plan: uncertain",
                        "a person decides",
                        "-> plan: approved",
                        "-> hand-over: blocked",
                        "MISSING_REQUIRED_OUTPUT",
                        "-> hand-over: completed",
                        "== complete",
                        "Done.");
    }

    @Test
    void shouldGoBackAndKeepTheWayTaken() throws IOException {
        // given
        Path answers =
                write(
                        "answers.yaml",
                        """
                        answers:
                          - {step: plan, notes: First., times: 2}
                          - {gate: plan, verdict: approved, rationale: Fine., times: 2}
                          - {step: hand-over, back: plan, reason: It was too coarse.}
                        """
                                + HAND_OVER);

        // when
        Cli cli = run(write("gated.json", GATED), answers, "--json");

        // then
        assertThat(cli.exit()).as(cli.err()).isZero();
        assertThat(Json.parse(cli.out()).path("turns").findValuesAsText("outcome"))
                .containsExactly("parked", "approved", "back", "parked", "approved", "completed");
        assertThat(Json.parse(cli.out()).path("events").findValuesAsText("kind"))
                .contains("rewound");
    }

    @Test
    void shouldNameTheStepWithoutAnswerAndWhatIsLeft() throws IOException {
        // given
        Path answers =
                write("answers.yaml", "answers:\n  - {step: plan, notes: One.}\n" + HAND_OVER);

        // when
        Cli cli = run(write("gated.json", GATED), answers);

        // then
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err())
                .isEqualToIgnoringNewLines(
                        "workrail: no answer for the gate of 'plan'; answers still unused: step"
                                + " 'hand-over' (/answers/1)");
        assertThat(cli.out()).contains("== waiting_at_gate");
    }

    @Test
    void shouldSayWhyTheLastAnswerOfAStepDidNotDo() throws IOException {
        // given
        Path answers = write("answers.yaml", "answers:\n  - {step: plan}\n");

        // when
        Cli cli = run(write("gated.json", GATED), answers);

        // then
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err().lines()).hasSize(1);
        assertThat(cli.err())
                .contains("no answer for step 'plan', which did not take the last one: MISSING_REQ")
                .endsWith("answers still unused: none" + System.lineSeparator());
    }

    @Test
    void shouldReportEverythingWrongWithAnAnswersFileAtOnce() throws IOException {
        // given
        Path answers =
                write(
                        "answers.yaml",
                        """
                        goal: 42
                        conText: {}
                        answers:
                          - {step: plam, note: x}
                          - {gate: plan, verdict: maybe, times: 0}
                          - {notes: to whom}
                          - {step: plan, context: [], artifacts: {}}
                        """);

        // when
        Cli cli = run(write("gated.json", GATED), answers);

        // then
        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err())
                .contains(
                        "/conText: unknown key; expected one of goal, context, by, answers",
                        "/goal: 42; expected a string",
                        "/answers/0/step: no step 'plam' in the workflow; expected one of plan, ",
                        "/answers/0/note: unknown key; expected one of step, notes",
                        "/answers/1: no 'rationale'",
                        "/answers/1/times: 0; expected a whole number from 1 to 1000",
                        "/answers/1/verdict: \"maybe\"; expected one of approved, rejected, uncertain",
                        "/answers/2: an object with 1 keys; expected an object with either",
                        "/answers/3/context: an array of 0; expected an object of variables",
                        "/answers/3/artifacts: an object with 0 keys; expected an array");
        assertThat(cli.out()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNoAnswersFile() throws IOException {
        Path workflow = write("gated.json", GATED);

        assertProblem(run(workflow, write("a.yaml", "answers: [")), 1, "a.yaml is no YAML: ");
        assertProblem(run(workflow, write("a.json", "{\"answers\":[]}}")), 1, "a.json is no JSON");
        assertProblem(run(workflow, write("twice.yaml", "by: a\nby: b\n")), 1, "'by'");
        assertProblem(run(workflow, write("empty.yaml", "")), 1, "/: nothing; expected an object");
        assertProblem(run(workflow, folder.resolve("none.yaml")), 2, "there is no such file");
        assertProblem(run(workflow, folder), 2, "it is a directory");
    }

    @Test
    void shouldTellAWrongCallFromAWrongWorkflow() throws IOException {
        Path workflow = write("gated.json", GATED);
        Path answers = write("answers.yaml", "answers: []\n");

        assertProblem(run(Path.of("nowhere.json"), answers), 2, "there is no such file");
        assertProblem(run(workflow, answers, "--context", "novalue"), 2, "expected key=value");
        assertProblem(run(workflow, answers, "--context", "eat_token=1"), 1, "is reserved");
        assertProblem(run(write("bad.json", "{}"), answers), 1, "no 'id'");
    }

    @Test
    void shouldSayItsVersionAtEveryCommand() {
        assertThat(Cli.run("workflow", "run", "--version").out()).startsWith("WorkRail Auto ");
        assertThat(Cli.run("--version").out()).startsWith("WorkRail Auto ");
    }

    private static void assertProblem(Cli cli, int exit, String text) {
        assertThat(cli.err()).contains(text).doesNotContain("\tat ");
        assertThat(cli.exit()).as(cli.err()).isEqualTo(exit);
    }

    private static ObjectNode answersFor(String id) {
        JsonNode definition = BundledWorkflows.all().get(id);
        ObjectNode file = Json.object();
        file.set("context", SampleAgent.json(SampleAgent.CONTEXT));
        ArrayNode answers = file.putArray("answers");
        WorkflowFile.read(Path.of(id))
                .compile()
                .stepById()
                .values()
                .forEach(step -> {
                    if (step instanceof WorkStep work) {
                        answers.add(handIn(definition, work));
                        answers.addObject()
                                .put("gate", work.id())
                                .put("verdict", "approved")
                                .put("rationale", "Every criterion is met by what was shown.")
                                .put("times", ENOUGH);
                    }
                });
        return file;
    }

    private static ObjectNode handIn(JsonNode definition, WorkStep step) {
        ObjectNode answer = Json.object().put("step", step.id()).put("times", ENOUGH);
        answer.put("notes", SampleAgent.NOTES);
        Checks checks = SubmissionCheck.checks(step);
        ArrayNode artifacts = answer.putArray("artifacts");
        if (checks.outputContract() != null) {
            SampleAgent.contract(checks.outputContract().contractRef(), artifacts);
        }
        checks.assessmentRefs().forEach(ref -> SampleAgent.assessment(definition, ref, artifacts));
        return answer;
    }

    private static String example(String guide, String language, String holding) {
        Matcher blocks =
                Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL).matcher(guide);
        return blocks.results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(holding))
                .findFirst()
                .orElseThrow();
    }

    private static Cli run(Path workflow, Path answers, String... more) {
        return Cli.run(
                Stream.concat(
                                Stream.of(
                                        "workflow",
                                        "run",
                                        workflow.toString(),
                                        "--answers",
                                        answers.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    static Stream<String> bundled() {
        return BundledWorkflows.all().keySet().stream();
    }
}
