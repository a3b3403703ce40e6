package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.SessionEvent.SecretsFound.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretScanTest {
    @Test
    void shouldNameEachPatternWithFileAndLine() {
        // given
        List<String> secrets =
                List.of(
                        "ghp_" + "a1".repeat(18),
                        "gho_" + "a1".repeat(18),
                        "ghs_" + "a1".repeat(18),
                        "sk-" + "a1".repeat(24),
                        "sk-ant-" + "a1".repeat(45),
                        "AKIA" + "A1".repeat(8),
                        "aws_secret_access_key = " + "a1".repeat(20),
                        "xoxb-" + "1".repeat(12),
                        "-----BEGIN RSA " + "PRIVATE KEY-----",
                        "pass" + "word = 'correct horse'");
        StringBuilder diff = new StringBuilder("--- a/f\n+++ b/conf/f\n@@ -0,0 +1,10 @@\n");
        secrets.forEach(secret -> diff.append('+').append(secret).append('\n'));

        // when
        List<Finding> findings = SecretScan.in(diff.toString());

        // then
        assertThat(findings)
                .extracting(Finding::line)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(findings).extracting(Finding::file).containsOnly("conf/f");
        assertThat(findings)
                .extracting(Finding::pattern)
                .containsExactly(
                        java.util.Arrays.stream(SecretPattern.values())
                                .map(SecretPattern::title)
                                .toArray(String[]::new));
        assertThat(findings.toString()).doesNotContain("a1a1").doesNotContain("horse");
    }

    @Test
    void shouldIgnoreRemovedLines() {
        assertThat(SecretScan.in("+++ b/f\n@@ -1 +1 @@\n-AKIA" + "A1".repeat(8) + "\n+gone\n"))
                .isEmpty();
    }

    @Test
    void shouldNotBeHiddenByAttributesOrContentThatLooksLikeADiff(@TempDir Path home)
            throws Exception {
        try (GitFixture fixture = new GitFixture(home)) {
            // given
            SessionWorktree worktree = fixture.worktree("s1");
            fixture.shell(
                    worktree.files(),
                    """
                    echo '* -diff binary' > .gitattributes
                    printf '++ b/innocent\\n@@ -1,0 +1,0 @@\\n\\0key AKIA%s\\n' %s > data.bin
                    """
                            .formatted("%s", "A1".repeat(8)));

            // when
            String commit = worktree.commit(worktree.tree(), GitFixture.META);
            worktree.importCommit(commit, "s1");
            List<Finding> findings =
                    new SecretScan(fixture.git).findings(fixture.mirror, worktree.base(), commit);

            // then
            assertThat(findings).containsExactly(new Finding("aws-access-key", "data.bin", 3));
        }
    }
}
