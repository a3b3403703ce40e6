package dev.workrail.worker.tool;

import static dev.workrail.worker.tool.FileToolsTest.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.session.SessionEvent.IssueReported;
import dev.workrail.worker.process.ProcessRunner;
import dev.workrail.worker.sandbox.Sandbox;
import dev.workrail.worker.sandbox.SandboxLimits;
import dev.workrail.worker.sandbox.SandboxUser;
import dev.workrail.worker.sandbox.Sandboxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// complete_step, report_issue and Bash.
final class ReportingToolsTest {
    private static final String NOTES = "n".repeat(50);

    @Test
    void shouldHandInNotesArtifactsAndContext() throws Exception {
        // given
        List<String> taken = new ArrayList<>();
        Tool tool =
                new CompleteStepTool((notes, artifacts, context) -> {
                    taken.add(notes + artifacts + context);
                    return "next";
                });

        // when
        String answer =
                call(
                        tool,
                        "{'notes':'"
                                + NOTES
                                + "','artifacts':[{'kind':'a'}],'context':{'k':null}}");

        // then
        assertThat(answer).isEqualTo("next");
        assertThat(taken).containsExactly(NOTES + "[{\"kind\":\"a\"}]{\"k\":null}");
    }

    @Test
    void shouldRefuseShortNotesAndUnknownParameters() {
        Tool tool = new CompleteStepTool((notes, artifacts, context) -> "next");
        assertThatThrownBy(() -> call(tool, "{'notes':'short'}")).hasMessageContaining("50");
        assertThatThrownBy(() -> call(tool, "{'notes':'" + NOTES + "','done':true}"))
                .hasMessageContaining("unknown parameter 'done'");
        assertThatThrownBy(() -> call(tool, "{'notes':'" + NOTES + "','artifacts':{}}"))
                .hasMessageContaining("array");
    }

    @Test
    void shouldRecordAnIssueWithoutItsSecrets() throws Exception {
        // given
        List<IssueReported> issues = new ArrayList<>();
        String key = "AKIA" + "B2".repeat(8);

        // when
        call(
                new ReportIssueTool(issues::add),
                "{'kind':'blocked','severity':'warn','summary':'the key "
                        + key
                        + " is refused','command':'login'}");

        // then
        assertThat(issues)
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.summary()).isEqualTo("the key [aws-access-key] is refused");
                    assertThat(issue.detail().path("command").asText()).isEqualTo("login");
                });
    }

    @Test
    void shouldRefuseAnIssueThatDoesNotFit() {
        Tool tool = new ReportIssueTool(issue -> {});
        assertThatThrownBy(() -> call(tool, "{'kind':'x','severity':'warn','summary':'s'}"))
                .hasMessageContaining("'kind' must be one of");
        assertThatThrownBy(() ->
                        call(
                                tool,
                                "{'kind':'blocked','severity':'warn','summary':'"
                                        + "s".repeat(201)
                                        + "'}"))
                .hasMessageContaining("200");
    }

    @Test
    void shouldAnswerACommandByItsExitCodeAndOutput(@TempDir Path home) throws Exception {
        try (ProcessRunner processes = new ProcessRunner()) {
            // given
            SandboxUser user =
                    SandboxUser.ofSlot(System.getProperty("user.name").equals("root"), 64_100, 11);
            Path root = Files.createDirectories(home.resolve("work/sub")).getParent();
            user.ownTree(root);
            Sandbox sandbox = Sandboxes.choose(processes, List.of(), user, home, false);
            SandboxLimits limits =
                    new SandboxLimits(false, 512, 20, 64, 16, Duration.ofSeconds(20));
            Tool bash = new BashTool(sandbox, new Workspace(root, user), limits);

            // then
            assertThat(call(bash, "{'command':'pwd'}")).isEqualTo("/workspace\n");
            assertThat(call(bash, "{'command':'pwd','cwd':'sub'}")).isEqualTo("/workspace/sub\n");
            assertThat(call(bash, "{'command':'cat'}")).isEqualTo("(no output)");
            assertThat(call(bash, "{'command':'false'}")).contains("exit code 1");
            assertThatThrownBy(() -> call(bash, "{'command':'echo no >&2; exit 1'}"))
                    .hasMessageContaining("exit code 1")
                    .hasMessageContaining("no");
            assertThatThrownBy(() -> call(bash, "{'command':'true','cwd':'/etc'}"))
                    .hasMessageContaining("outside");
        }
    }
}
