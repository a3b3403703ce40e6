package dev.workrail.app.cli.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.workrail.engine.bundled.BundledWorkflows;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalRunTest {
    private static final Pattern CONTRACT = Pattern.compile("wr\\.contracts\\.\\w+");
    private static final Pattern ASSESSMENT = Pattern.compile("assessment ([^,;]+)");
    private static final String GATED =
            """
            {"id":"gated","name":"Gated","description":"d","version":"1.0.0","steps":[
             {"id":"plan","title":"Plan","prompt":"Plan {{goal}} — für {{who}}."},
             {"id":"apply","title":"Apply","prompt":"Go.","requireConfirmation":true,
              "outputContract":{"contractRef":"wr.contracts.coding_handoff"}}]}
            """;
    private static final String HANDOFF =
            """
            { "artifacts": [{ "kind": "wr.coding_handoff", "version": 1, "keyDecisions": ["a"],
              "knownLimitations": [], "testsAdded": [], "filesChanged": ["b"] }] }
            .
            """;

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "wr.quick-task",
                "wr.coding-task",
                "wr.mr-review",
                "wr.discovery",
                "wr.gate-eval-generic"
            })
    void shouldBeDrivenByHandToTheEnd(String id) throws Exception {
        // given a person who answers each question with what it asks for
        JsonNode definition = BundledWorkflows.all().get(id);
        String context = SampleAgent.json(SampleAgent.CONTEXT).toString();
        TerminalProcess terminal = new TerminalProcess("workflow", "run", id);

        // when
        TerminalProcess.Ended ended =
                terminal.answer(question -> reply(definition, context, question));

        // then
        assertThat(ended.exit()).as(ended.out()).isZero();
        assertThat(ended.out()).contains("== complete").doesNotContain("blocked");
    }

    private static String reply(JsonNode definition, String context, String question) {
        if (question.startsWith("goal (")) {
            return "Try it\n";
        }
        if (question.startsWith("notes (")) {
            return SampleAgent.NOTES + "\n.\n";
        }
        if (question.startsWith("artifacts (")) {
            return artifacts(definition, question) + "\n.\n";
        }
        if (question.startsWith("variables (")) {
            return context + "\n.\n";
        }
        if (question.startsWith("verdict (")) {
            return "approve\n";
        }
        return question.startsWith("rationale (") ? "It is what was asked for.\n" : "";
    }

    private static String artifacts(JsonNode definition, String question) {
        ArrayNode out = Json.object().arrayNode();
        Matcher contract = CONTRACT.matcher(question);
        if (contract.find()) {
            SampleAgent.contract(contract.group(), out);
        }
        ASSESSMENT
                .matcher(question.replace(")", ";"))
                .results()
                .forEach(found -> SampleAgent.assessment(definition, found.group(1).strip(), out));
        return out.toString();
    }

    @Test
    void shouldLetThePersonMendGoBackAndDecide() throws Exception {
        // given
        String typed =
                """
                ?
                Two lines,
                and an umlaut: ä
                .
                .
                who = ["me"]
                size=3
                .
                /variables
                Forgot the artifact.
                .
                {not json
                .
                .
                .
                .
                """
                        + HANDOFF
                        + """
                        .
                        what
                        reject
                        Not yet.
                        /back plan it was too coarse
                        Again.
                        .
                        .
                        .
                        Done.
                        .
                        """
                        + HANDOFF
                        + """
                        .
                        a
                        Good.
                        """;

        // when
        TerminalProcess.Ended ended =
                new TerminalProcess("workflow", "run", gated(), "--goal", "it").type(typed);

        // then
        assertThat(ended.exit()).as(ended.out()).isZero();
        assertThat(ended.out())
                .containsSubsequence(
                        "Plan it — für [unset: who].",
                        "/back STEP [REASON]",
                        "-> plan: advanced",
                        "\"who\" : [ \"me\" ]",
                        "that is no JSON",
                        "-> apply: blocked",
                        "MISSING_REQUIRED_OUTPUT",
                        "Mend it.",
                        "-> apply: parked",
                        "approve: what was handed in counts",
                        "-> apply: rejected",
                        "> Not yet.",
                        "-> apply: back",
                        "Plan it — für me.",
                        "-> plan: advanced",
                        "-> apply: approved",
                        "== complete",
                        "Done.");
    }

    @Test
    void shouldTakeNotesUpToTheEndOfInputAndThenEnd() throws Exception {
        // when
        TerminalProcess.Ended ended =
                new TerminalProcess("workflow", "run", gated(), "--goal", "it")
                        .type("The last line has no newline");

        // then
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .contains("-> plan: advanced", "== in_progress", "The last line has no newline")
                .contains("workrail: the input ended at step 'apply' before the workflow did")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldEndCleanlyWithoutAnyInput() throws Exception {
        // when
        TerminalProcess.Ended ended = new TerminalProcess("workflow", "run", gated()).type("");

        // then
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .contains("workrail: the input ended at step 'plan' before the workflow did");
    }

    @Test
    void shouldOfferOnlyTheWayBackWhenTooManyAttemptsWereBlocked() throws Exception {
        // given three attempts without notes, one too many, and a way to nowhere
        String empty = ".\n.\n.\n";
        String typed = empty.repeat(4) + "/back nowhere\n/back\n/back plan\n/quit\n";

        // when
        TerminalProcess.Ended ended =
                new TerminalProcess("workflow", "run", gated(), "--goal", "it").type(typed);

        // then
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.out())
                .containsSubsequence(
                        "-> plan: blocked",
                        "-> plan: blocked",
                        "-> plan: blocked",
                        "-> plan: refused",
                        "BLOCKED_ATTEMPT_LIMIT",
                        "/back STEP goes back",
                        "the run did not come by step 'nowhere'; it came by plan",
                        "/back needs the id of an earlier step",
                        "-> plan: back",
                        "workrail: stopped by hand at step 'plan'");
    }

    private String gated() throws IOException {
        return Files.writeString(folder.resolve("gated.json"), GATED).toString();
    }
}
