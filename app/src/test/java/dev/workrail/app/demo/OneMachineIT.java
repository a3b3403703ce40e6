package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.testkit.process.InstanceProcess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Instances side by side on one machine, as people start and stop them.
class OneMachineIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir Path folder;

    @Test
    void shouldRunBesideAnotherBeUsedByADemoAndEndOnCtrlC() throws Exception {
        Path data = folder.resolve("one");
        try (InstanceProcess one = up(data);
                InstanceProcess other = up(folder.resolve("other"))) {
            // given two that started at the same time
            URI url = one.awaitReady(START);
            assertThat(other.awaitReady(START)).isNotEqualTo(url);
            assertThat(one.output()).anyMatch(line -> line.startsWith("sign in: "));

            // when a demo is started on the directory of the first, then it plays there
            try (InstanceProcess demo = run("demo", "--once", data)) {
                assertThat(demo.awaitEnd(PATIENCE)).as(said(demo)).isZero();
                assertThat(demo.output())
                        .contains("using the instance at " + url)
                        .anyMatch(line ->
                                line.startsWith("{\"session\"")
                                        && line.contains("\"outcome\":\"success\""));
            }

            // and when another instance is to have it, then it is refused in one line
            try (InstanceProcess third = up(data)) {
                assertThat(third.awaitEnd(START)).as(said(third)).isNotZero();
                assertThat(third.output())
                        .singleElement()
                        .asString()
                        .startsWith("workrail: data directory " + data)
                        .contains("in use by another process", "--data-dir");
            }

            // when the first is interrupted, then it ends in good order and the other runs on
            interrupt(one);
            one.awaitEnd(Duration.ofMinutes(1));
            assertThat(said(one)).doesNotContain("Exception", "\tat ");
            assertThat(data.resolve("instance.json")).doesNotExist();
            try (Stream<Path> files = Files.walk(data.resolve("postgres"))) {
                assertThat(files).noneMatch(file -> file.endsWith("postmaster.pid"));
            }
            assertThat(other.alive()).isTrue();
        }
    }

    private static InstanceProcess up(Path data) {
        return InstanceProcess.start(
                ROOT, Map.of(), "up", "--data-dir", data.toString(), "--port", "0");
    }

    private static InstanceProcess run(String command, String option, Path data) {
        return InstanceProcess.start(
                ROOT, Map.of(), command, option, "--data-dir", data.toString(), "--port", "0");
    }

    private static void interrupt(InstanceProcess process) throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(kill.exitValue()).isZero();
    }

    private static String said(InstanceProcess process) {
        return String.join("\n", process.output());
    }
}
