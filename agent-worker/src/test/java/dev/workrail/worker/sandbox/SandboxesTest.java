package dev.workrail.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.worker.process.ProcessRunner;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A machine where bubblewrap fails: it is to show a directory that is not there.
class SandboxesTest {
    @TempDir Path home;
    private final ProcessRunner processes = new ProcessRunner();
    private final SandboxUser user = SandboxUser.ofSlot(false, 64_100, 7);

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void shouldRefuseCommandsRatherThanRunThemUnsandboxed() {
        assertThatThrownBy(() -> choose(false))
                .isInstanceOf(SandboxUnavailableException.class)
                .hasMessageStartingWith("workrail.worker.sandbox: commands cannot be isolated (")
                .hasMessageContaining("apt-get install bubblewrap")
                .hasMessageContaining("workrail.worker.sandbox=allow-unsandboxed");
    }

    @Test
    void shouldRunThemUnsandboxedOnlyWhereAnOperatorAllowsIt() throws Exception {
        assertThat(choose(true)).isInstanceOf(UnsandboxedSandbox.class);
    }

    private Sandbox choose(boolean allowUnsandboxed) throws InterruptedException {
        return Sandboxes.choose(
                processes, List.of(home.resolve("absent")), user, home, allowUnsandboxed);
    }
}
