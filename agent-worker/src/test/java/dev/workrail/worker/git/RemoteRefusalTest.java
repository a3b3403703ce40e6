package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteRefusalTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HOST | Host key verification failed.",
                "HOST | fatal: unable to access 'https://h/': SSL certificate problem: self-signed",
                "KEY | Error loading key \"(stdin)\": error in libcrypto",
                "CREDENTIAL | fatal: could not read Username for 'https://h': terminal prompts disabled",
                "CREDENTIAL | fatal: unable to access 'https://h/': The requested URL returned error: 403",
                "CREDENTIAL | git@h: Permission denied (publickey).",
                "REPOSITORY | fatal: repository 'https://h/x.git/' not found",
                "BRANCH | fatal: couldn't find remote ref refs/heads/gone"
            })
    void shouldKnowWhatTryingAgainWouldNotMend(RemoteRefusal expected, String words) {
        assertThat(RemoteRefusal.of(new GitException("git fetch failed: " + words)))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no answer within PT2M",
                "fatal: unable to access 'https://h/': Could not resolve host: h",
                "fatal: unable to access 'https://h/': The requested URL returned error: 503",
                "ssh: connect to host h port 22: Connection refused",
                "fatal: Could not read from remote repository."
            })
    void shouldTakeForPassingWhatMayPass(String words) {
        assertThat(RemoteRefusal.of(new GitException("git fetch failed: " + words))).isEmpty();
    }

    @Test
    void shouldRecogniseWhatGitReallySays(@TempDir Path home) throws Exception {
        try (GitFixture git = new GitFixture(home)) {
            GitException noBranch =
                    catchThrowableOfType(GitException.class, () -> git.mirror.fetch("gone"));
            java.nio.file.Files.move(git.remote, home.resolve("elsewhere"));
            GitException noRepository =
                    catchThrowableOfType(GitException.class, () -> git.mirror.fetch("main"));

            assertThat(RemoteRefusal.of(noBranch)).contains(RemoteRefusal.BRANCH);
            assertThat(RemoteRefusal.of(noRepository)).contains(RemoteRefusal.REPOSITORY);
        }
    }
}
