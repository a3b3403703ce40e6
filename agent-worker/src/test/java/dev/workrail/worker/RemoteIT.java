package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import dev.workrail.testkit.git.HttpsGitRemote;
import dev.workrail.testkit.git.SshGitRemote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions over real https and ssh remotes, whose credential nobody else gets to see.
@WorkrailBackend
final class RemoteIT {
    private static final String TOKEN = "tok-3fVq8Zr1LkXw";
    private static final String LOOK_AROUND =
            "env > seen.txt; cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline .git/config >> seen.txt 2>/dev/null; true";

    @TempDir Path home;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend backend) throws Exception {
        fixture = new WorkerFixture(backend, home);
        fixture.workflow(Scripts.TINY);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldFetchAndPushOverHttpsWithATokenThatStaysSecret() throws Exception {
        // given
        try (HttpsGitRemote host = https()) {
            List<String> commandLines = new CopyOnWriteArrayList<>();
            host.whileAsked(() -> commandLines.addAll(commandLines()));
            SessionSpec spec = session("https", LOOK_AROUND);
            fixture.secret("host", TOKEN);
            fixture.workspace(host.url(), "host", null);
            fixture.with("git-ca-file", host.certificate().toString()).startWorker();

            // when
            fixture.run(spec, 10);
            Effect.Ended ended = fixture.awaitEnd(spec);

            // then
            assertThat(ended.detail()).isNull();
            assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(fixture.remoteRef(spec)).contains(ended.handoff().change().commit());
            assertThat(host.answered()).anyMatch(line -> line.contains("git-receive-pack 200"));
            assertThat(commandLines).anyMatch(line -> line.contains("ls-remote"));
            assertNowhere(commandLines, TOKEN);
        }
    }

    @Test
    void shouldSayThatTheHostRefusedTheToken() throws Exception {
        // given
        try (HttpsGitRemote host = https()) {
            fixture.secret("host", "another-token");
            fixture.workspace(host.url(), "host", null);
            fixture.with("git-ca-file", host.certificate().toString()).startWorker();
            SessionSpec spec = session("https-refused", "true");

            // when
            fixture.run(spec, 10);
            Effect.Ended ended = fixture.awaitEnd(spec);

            // then
            assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(ended.detail()).contains("refuses the git secret");
            assertThat(host.answered()).isNotEmpty().allMatch(line -> line.endsWith(" 401"));
            assertNowhere(List.of(), "another-token");
        }
    }

    @Test
    void shouldFetchAndPushOverSshWithAKeyThatStaysSecret() throws Exception {
        // given
        assumeTrue(SshGitRemote.available(), "needs openssh-server");
        try (SshGitRemote host = new SshGitRemote(fixture.remote, home.resolve("ssh"))) {
            SessionSpec spec = session("ssh", LOOK_AROUND);
            fixture.secret("host", host.privateKey() + host.knownHost());
            fixture.workspace(host.url(), "host", null);
            fixture.startWorker();

            // when
            fixture.run(spec, 10);
            Effect.Ended ended = fixture.awaitEnd(spec);

            // then
            assertThat(ended.detail()).isNull();
            assertThat(fixture.remoteRef(spec)).contains(ended.handoff().change().commit());
            assertNowhere(List.of(), host.privateKey().lines().skip(2).findFirst().orElseThrow());
        }
    }

    @Test
    void shouldNotTalkToAnSshHostWithAnotherKey() throws Exception {
        // given
        assumeTrue(SshGitRemote.available(), "needs openssh-server");
        try (SshGitRemote host = new SshGitRemote(fixture.remote, home.resolve("ssh"));
                SshGitRemote other = new SshGitRemote(fixture.remote, home.resolve("other"))) {
            String foreign = other.knownHost().replaceFirst("^\\S+", hostOf(host));
            fixture.secret("host", host.privateKey() + foreign);
            fixture.workspace(host.url(), "host", null);
            fixture.startWorker();
            SessionSpec spec = session("ssh-foreign", "true");

            // when
            fixture.run(spec, 10);
            Effect.Ended ended = fixture.awaitEnd(spec);

            // then
            assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(ended.detail()).contains("git does not trust its host");
            assertThat(Files.readString(home.resolve("ssh/sshd.log"))).doesNotContain("Accepted");
        }
    }

    @Test
    void shouldTryAgainWhereTheHostIsAway() throws Exception {
        // given
        String url;
        try (HttpsGitRemote host = https()) {
            url = host.url();
        }
        fixture.secret("host", TOKEN);
        fixture.workspace(url, "host", null);
        fixture.startWorker();
        SessionSpec spec = session("away", "true");

        // when
        fixture.run(spec, 10);
        SessionRecord.Released released = fixture.awaitRelease(spec, 10);

        // then
        assertThat(released.reason()).isEqualTo("failed");
    }

    @Test
    void shouldRefuseAnSshRemoteWhoseHostNobodyNamed() throws Exception {
        // given
        fixture.secret(
                "host",
                "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n");
        fixture.workspace("git@git.example.test:acme/greet.git", "host", null);
        fixture.startWorker();
        SessionSpec spec = session("ssh-unknown", "true");

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(ended.detail()).contains("ssh-keyscan");
    }

    private HttpsGitRemote https() throws Exception {
        return new HttpsGitRemote(fixture.remote, home.resolve("https"), "x-access-token:" + TOKEN);
    }

    private static String hostOf(SshGitRemote host) throws IOException {
        return host.knownHost().split(" ")[0];
    }

    private SessionSpec session(String name, String work) throws Exception {
        fixture.transcript(
                name, Scripts.transcript(Scripts.bash(work), Scripts.step(), Scripts.step()));
        return fixture.spec(name, name, "tiny", BranchStrategy.WORKTREE);
    }

    /// Neither as it is nor as HTTP sends it: on no command line, in no file of the worker's, in no
    /// commit and in no record.
    private void assertNowhere(List<String> commandLines, String secret) throws Exception {
        String sent =
                Base64.getEncoder()
                        .encodeToString(
                                ("x-access-token:" + secret).getBytes(StandardCharsets.UTF_8));
        List<String> places = new ArrayList<>(commandLines);
        places.add(fixture.backend.topics().data(Topics.SESSIONS, SessionRecord.class).toString());
        try (Stream<Path> files = Files.walk(home.resolve("worker-0"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                places.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        places.add(pushed());
        assertThat(places).noneMatch(text -> text.contains(secret) || text.contains(sent));
    }

    private String pushed() throws Exception {
        Process process =
                new ProcessBuilder("git", "--git-dir=" + fixture.remote, "log", "--all", "-p")
                        .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static List<String> commandLines() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes.map(each -> each.resolve("cmdline")).map(RemoteIT::text).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        } catch (IOException e) {
            // Not a process, or one that has ended.
            return "";
        }
    }
}
