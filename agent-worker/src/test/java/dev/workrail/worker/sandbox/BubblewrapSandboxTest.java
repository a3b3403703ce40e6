package dev.workrail.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.worker.process.ProcessResult;
import dev.workrail.worker.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands that try to get out. Each runs for real.
final class BubblewrapSandboxTest {
    private static final SandboxLimits LIMITS =
            new SandboxLimits(false, 256, 20, 40, 8, Duration.ofSeconds(30));

    @TempDir Path home;
    private final ProcessRunner processes = new ProcessRunner();
    private final SandboxUser user =
            SandboxUser.ofSlot(System.getProperty("user.name").equals("root"), 64_100, 7);
    private Path worktree;
    private Sandbox sandbox;

    @BeforeEach
    void prepare() throws Exception {
        worktree = Files.createDirectory(home.resolve("worktree"));
        user.own(worktree);
        sandbox = Sandboxes.choose(processes, List.of(), user, home, false);
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void shouldWriteInTheWorktreeAndNowhereElse() throws Exception {
        // given
        Files.writeString(home.resolve("neighbour"), "theirs");

        // when
        ProcessResult result =
                run(
                        """
                        echo in > here
                        for p in / /usr /usr/bin /etc /var %s; do
                          touch $p/escaped 2>/dev/null && echo "wrote $p"
                        done
                        cat %s/neighbour 2>/dev/null
                        ls /tmp
                        """
                                .formatted(home, home));

        // then
        assertThat(result.out()).isEmpty();
        assertThat(worktree.resolve("here")).hasContent("in\n");
    }

    @Test
    void shouldReachNoNetwork() throws Exception {
        // given
        try (var server =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = server.getLocalPort();

            // when
            ProcessResult result =
                    run(
                            "exec 3<>/dev/tcp/127.0.0.1/"
                                    + port
                                    + " && echo reached; cat /proc/net/dev");

            // then
            assertThat(result.out()).doesNotContain("reached").doesNotContain("eth0");
        }
    }

    @Test
    void shouldSeeNoVariableOfTheWorker() throws Exception {
        // when
        ProcessResult result = run("env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'");

        // then
        assertThat(result.out().lines().map(line -> line.split("=")[0]).distinct())
                .containsExactlyInAnyOrder(
                        "PATH", "HOME", "LANG", "TMPDIR", "USER", "PWD", "SHLVL", "_");
    }

    @Test
    void shouldSeeNoProcessOfTheWorker() throws Exception {
        // when
        ProcessResult result = run("ls -d /proc/[0-9]* | wc -l; cat /proc/*/comm");

        // then
        assertThat(result.out()).doesNotContain("java");
    }

    @Test
    void shouldHoldNoCapabilityAndGainNone() throws Exception {
        // when
        ProcessResult result =
                run("grep -E 'Cap|NoNewPrivs' /proc/self/status; unshare -Ur id; id -u; mount");

        // then
        assertThat(result.out())
                .contains("CapEff:\t0000000000000000", "NoNewPrivs:\t1")
                .doesNotContain("uid=0");
        assertThat(result.err()).contains("unshare");
    }

    @Test
    void shouldBoundAForkBomb() throws Exception {
        // when
        ProcessResult result =
                run(
                        "n=0; for i in $(seq 200); do sleep 20 & n=$((n+1)); done 2>&1; echo started $n");

        // then
        assertThat(result.out()).contains("Resource temporarily unavailable");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void shouldBoundMemory() throws Exception {
        // when
        ProcessResult result = run("x=$(head -c 600000000 /dev/zero | tr '\\0' 'a'); echo ${#x}");

        // then
        assertThat(result.out()).doesNotContain("600000000");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void shouldBoundTheMemoryOfAllProcessesTogether() throws Exception {
        // when
        ProcessResult result =
                run(
                        "for i in $(seq 8); do (x=$(head -c 60000000 /dev/zero | tr '\\0' a); sleep 20; echo ${#x}) & done; wait");

        // then
        assertThat(result.overMemory()).isTrue();
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void shouldCountMemoryOnceThatProcessesShare() throws Exception {
        // when
        ProcessResult result =
                run(
                        "x=$(head -c 60000000 /dev/zero | tr '\\0' a); for i in $(seq 8); do (: & sleep 1.5; echo ${#x}) & done; wait");

        // then
        assertThat(result.overMemory()).isFalse();
        assertThat(result.out().lines()).hasSize(8).containsOnly("60000000");
    }

    @Test
    void shouldBoundTheFileSystemsThatLieInMemory() throws Exception {
        // when
        ProcessResult result =
                run(
                        "for i in $(seq 10); do head -c 4000000 /dev/zero > /dev/shm/$i; done 2>/dev/null; cat /dev/shm/* | wc -c; touch /dev/x || echo closed");

        // then
        assertThat(Long.parseLong(result.out().lines().findFirst().orElseThrow().strip()))
                .isLessThanOrEqualTo(8L * 1024 * 1024);
        assertThat(result.out()).contains("closed");
    }

    @Test
    void shouldBoundFilesAndTheSizeOfTmp() throws Exception {
        // when
        ProcessResult result =
                run(
                        "head -c 20000000 /dev/zero > big; stat -c %s big; head -c 20000000 /dev/zero > /tmp/big; stat -c %s /tmp/big");

        // then
        assertThat(result.out().lines()).allMatch(size -> Long.parseLong(size) <= 8L * 1024 * 1024);
    }

    @Test
    void shouldKillWhatRunsOutOfTime() throws Exception {
        // when
        ProcessResult result = run("echo begun; sleep 60", Duration.ofMillis(700));

        // then
        assertThat(result.timedOut()).isTrue();
        assertThat(result.out()).isEqualTo("begun\n");
        assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void shouldEndWhatItsCommandLeftBehind() throws Exception {
        // when
        run("(while true; do date +%s%N > alive; sleep 0.05; done) & sleep 0.3");
        Path alive = worktree.resolve("alive");
        byte[] last = Files.readAllBytes(alive);

        // then
        org.awaitility.Awaitility.await()
                .during(Duration.ofMillis(400))
                .until(() -> java.util.Arrays.equals(last, Files.readAllBytes(alive)));
    }

    @Test
    void shouldKeepBeginningAndEndOfALongOutput() throws Exception {
        // when
        ProcessResult result = run("echo first; seq 100000; echo last");

        // then
        assertThat(result.truncated()).isTrue();
        assertThat(result.out()).startsWith("first").contains("bytes left out").endsWith("last\n");
        assertThat(result.stdout().length).isLessThan(17_000);
    }

    private ProcessResult run(String command) throws InterruptedException {
        return run(command, LIMITS.timeout());
    }

    private ProcessResult run(String command, Duration timeout) throws InterruptedException {
        return sandbox.run(
                new SandboxCommand(command, worktree, "", user, LIMITS.within(timeout), 16 * 1024));
    }
}
