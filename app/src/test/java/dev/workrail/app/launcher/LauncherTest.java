package dev.workrail.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `./workrail` says and does before any Java runs.
class LauncherTest {
    @TempDir Path folder;

    private Checkout checkout;

    @BeforeEach
    void makeACheckout() throws IOException {
        checkout = Checkout.in(folder);
    }

    @Test
    void shouldNameEveryCommandAndWhereDataIsKept() throws Exception {
        Checkout.Said help = checkout.run(folder, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.text())
                .contains("usage: ./workrail COMMAND")
                .contains("up ", "demo ", "test ", "bench ", "workflow ", "conform ", "build ")
                .contains("serve ", "migrate ", "keys ")
                .contains("--data-dir", "WORKRAIL_DATA_DIR", "~/.workrail-auto");
    }

    @Test
    void shouldRefuseACommandItDoesNotKnow() throws Exception {
        Checkout.Said refused = checkout.run(folder, "dmeo");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .contains("workrail: unknown command 'dmeo'", "usage: ./workrail");
    }

    /// The sandbox hides the JDKs that the machine may have in the usual folders.
    @ParameterizedTest
    @ValueSource(strings = {"24.0.2", "17"})
    void shouldSayWhichJdkToInstallWhereThereIsNoneThatWillDo(String version) throws Exception {
        // given
        Path tooOld = checkout.jdk(version);
        List<String> sandbox = new ArrayList<>(List.of("/usr/bin/bwrap", "--dev-bind", "/", "/"));
        for (String usual : List.of("/usr/lib/jvm", "/opt")) {
            if (Files.isDirectory(Path.of(usual))) {
                sandbox.addAll(List.of("--tmpfs", usual));
            }
        }

        // when
        Checkout.Said refused = checkout.run(tooOld, sandbox, "demo");

        // then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text().strip().lines())
                .singleElement()
                .asString()
                .contains("no JDK 25 or newer found", "JAVA_HOME", "https://adoptium.net");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.0.1", "26-ea"})
    void shouldRunTheBuiltApplicationWithTheJdkOfJavaHome(String version) throws Exception {
        checkout.program("git", "exit 0");
        checkout.program("bwrap", "exit 0");

        Checkout.Said ran = checkout.run(checkout.jdk(version), "up", "--port", "0");

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text()).contains("-jar").endsWith("quarkus-run.jar\nup\n--port\n0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "migrate", "keys", "workflow", "conform", "session", "init"})
    void shouldPassOnWhatNeedsNoSandbox(String command) throws Exception {
        Checkout.Said ran = checkout.run(checkout.jdk("25"), command, "--json");

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text()).endsWith("quarkus-run.jar\n" + command + "\n--json\n");
    }

    @Test
    void shouldPrintTheCommandThatInstallsAProgramWhereItMayNot() throws Exception {
        // given
        checkout.program("git", "exit 0");
        checkout.program("id", "echo 1000");
        checkout.program("apt-get", "echo called");

        // when
        Checkout.Said refused = checkout.run(checkout.jdk("25"), "demo");

        // then
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .isEqualTo(
                        "workrail: bwrap is needed and not installed."
                                + " Run: sudo apt-get install bubblewrap\n");
    }

    @Test
    void shouldNameThePackageWhereThereIsNoApt() throws Exception {
        checkout.program("id", "echo 0");

        Checkout.Said refused = checkout.run(checkout.jdk("25"), "demo");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.text())
                .isEqualTo(
                        "workrail: git is needed and not installed."
                                + " Install the package git with your package manager.\n");
    }

    @Test
    void shouldInstallAProgramAsRootAndGoOn() throws Exception {
        // given
        Path called = folder.resolve("called");
        checkout.program("git", "exit 0");
        checkout.program("id", "echo 0");
        checkout.program("prepared", "exit 0");
        checkout.program(
                "apt-get",
                "echo \"$@\" >>%s; PATH=/usr/bin:/bin ln -s prepared %s/bwrap"
                        .formatted(called, checkout.programs()));

        // when
        Checkout.Said ran = checkout.run(checkout.jdk("25"), "demo", "--once");

        // then
        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text())
                .startsWith("installing bubblewrap …\n")
                .endsWith("quarkus-run.jar\ndemo\n--once\n");
        assertThat(called).hasContent("install -y --no-install-recommends bubblewrap");
    }

    @Test
    void shouldExplainACommandWithoutWhatTheCommandNeeds() throws Exception {
        Checkout.Said demo = checkout.run(checkout.jdk("25"), "demo", "--help");
        Checkout.Said test = checkout.run(checkout.jdk("25"), "test", "--help");

        assertThat(demo.exitCode()).as(demo.text()).isZero();
        assertThat(demo.text()).endsWith("quarkus-run.jar\ndemo\n--help\n");
        assertThat(test.exitCode()).isZero();
        assertThat(test.text()).contains("usage: ./workrail test", "all that CI runs");
    }

    @Test
    void shouldBuildWhenTheSourcesAreNewerThanTheJarAndShowHowFarItIs() throws Exception {
        // given
        checkout.source(Checkout.BUILT.plusSeconds(1));
        checkout.program("mvn", "echo '[INFO] Building engine 0.1.0-SNAPSHOT      [3/15]'");

        // when
        Checkout.Said ran = checkout.run(checkout.jdk("25"), "conform", "vectors");

        // then
        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text())
                .startsWith("building …\n  3/15 engine\n")
                .endsWith("quarkus-run.jar\nconform\nvectors\n");
        assertThat(checkout.builtAt()).isAfter(Checkout.BUILT.plusSeconds(1));
    }

    @Test
    void shouldNotBuildWhatIsBuilt() throws Exception {
        checkout.source(Checkout.BUILT.minusSeconds(1));
        checkout.program("mvn", "exit 1");

        Checkout.Said ran = checkout.run(checkout.jdk("25"), "conform", "vectors");

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text()).doesNotContain("building");
    }

    @Test
    void shouldStartFromTheArchivesOfTheBuild() throws Exception {
        checkout.archive("server.aot", Checkout.BUILT.plusSeconds(1));
        checkout.archive("client.aot", Checkout.BUILT.plusSeconds(1));

        Checkout.Said server = checkout.run(checkout.jdk("25"), "conform", "vectors");
        Checkout.Said client = checkout.run(checkout.jdk("25"), "session", "list");

        assertThat(server.text()).containsPattern("-XX:AOTCache=\\S+/server\\.aot\n");
        assertThat(client.text()).containsPattern("-XX:AOTCache=\\S+/client\\.aot\n");
    }

    @Test
    void shouldStartWithoutTheArchiveOfAnEarlierBuild() throws Exception {
        checkout.archive("server.aot", Checkout.BUILT.minusSeconds(1));

        Checkout.Said ran = checkout.run(checkout.jdk("25"), "conform", "vectors");

        assertThat(ran.exitCode()).as(ran.text()).isZero();
        assertThat(ran.text()).doesNotContain("AOTCache");
    }

    @Test
    void shouldBuildWhereNoArchiveCanBeMadeAndSayThatStartsTakeLonger() throws Exception {
        // given
        checkout.program("git", "exit 0");
        checkout.program("bwrap", "exit 0");
        checkout.program("mvn", "exit 0");

        // when
        Checkout.Said built = checkout.run(checkout.jdk("25"), "build");

        // then
        assertThat(built.exitCode()).as(built.text()).isZero();
        assertThat(built.text())
                .contains("preparing fast starts …\n", "there are none; starts take longer");
    }

    @Test
    void shouldShowWhyABuildFailedAndRunNothing() throws Exception {
        // given
        checkout.source(Checkout.BUILT.plusSeconds(1));
        checkout.program("mvn", "echo '[ERROR] Engine.java:[1,7] cannot find symbol'; exit 1");

        // when
        Checkout.Said failed = checkout.run(checkout.jdk("25"), "conform", "vectors");

        // then
        assertThat(failed.exitCode()).isEqualTo(2);
        assertThat(failed.text())
                .contains("[ERROR] Engine.java:[1,7] cannot find symbol")
                .contains("the build failed; the whole log is in ")
                .doesNotContain("-jar");
    }
}
