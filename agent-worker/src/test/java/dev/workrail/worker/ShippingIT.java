package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Verification;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a session's work: crashes around the push, gates that fail, secrets.
@WorkrailBackend
final class ShippingIT {
    @TempDir Path home;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend backend) throws Exception {
        fixture = new WorkerFixture(backend, home);
        fixture.workflow(Scripts.TINY);
        fixture.workspace("bash -n greet.sh");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldPushTheSameCommitAfterACrashBetweenIntentAndPush() throws Exception {
        // given
        hook("pre-receive", "exit 1");
        SessionSpec spec = session("before-push", Scripts.bash("echo x > new.txt"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitRelease(spec, 10);
        Effect.PushIntended intended =
                fixture.effects(spec.session(), Effect.PushIntended.class).getFirst();
        assertThat(fixture.remoteRef(spec)).isEmpty();
        Files.delete(fixture.remote.resolve("hooks/pre-receive"));

        // when
        fixture.run(spec, 11);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.remoteRef(spec)).contains(intended.newId());
        assertThat(fixture.effects(spec.session(), Effect.PushIntended.class)).hasSize(1);
        assertThat(fixture.effects(spec.session(), Effect.Pushed.class)).hasSize(1);
    }

    @Test
    void shouldOnlyRecordAfterACrashBetweenPushAndItsRecord() throws Exception {
        // given
        Path log = home.resolve("pushes");
        hook("post-receive", "cat >> " + log + "; sleep 30");
        SessionSpec spec = session("after-push", Scripts.bash("echo x > new.txt"));
        AgentWorkerRole first = fixture.with("drain-timeout", "1ms").startWorker();
        fixture.run(spec, 10);
        Awaitility.await().until(() -> Files.exists(log) && Files.size(log) > 0);
        first.stop();
        assertThat(fixture.effects(spec.session(), Effect.Pushed.class)).isEmpty();
        Files.delete(fixture.remote.resolve("hooks/post-receive"));

        // when
        fixture.startWorker();
        fixture.run(spec, 11);
        fixture.awaitEnd(spec);

        // then
        assertThat(fixture.effects(spec.session(), Effect.Pushed.class)).hasSize(1);
        assertThat(Files.readAllLines(log)).hasSize(1);
    }

    @Test
    void shouldEscalateWhereTheRefIsSomeoneElses() throws Exception {
        // given
        SessionSpec spec = session("conflict", Scripts.bash("echo x > new.txt"));
        Path ref = fixture.remote.resolve("refs/heads/worktrain/" + spec.session());
        Files.createDirectories(ref.getParent());
        Files.copy(fixture.remote.resolve("refs/heads/main"), ref);
        String theirs = Files.readString(ref);
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(ended.detail()).startsWith("ref_conflict");
        assertThat(ref).hasContent(theirs);
        assertThat(fixture.events(spec, SessionEvent.PushRefused.class)).hasSize(1);
    }

    @Test
    void shouldPushNothingThatFailsItsTests() throws Exception {
        // given
        fixture.workspace("bash test/run.sh");
        SessionSpec spec = session("red", Scripts.bash("echo 'exit 3' > test/run.sh"));
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(ended.detail()).startsWith("test_gate: exit code 3");
        assertThat(fixture.remoteRef(spec)).isEmpty();
        assertThat(fixture.effects(spec.session(), Effect.Verified.class))
                .singleElement()
                .satisfies(verified -> assertThat(verified.verification().passed()).isFalse());
    }

    @Test
    void shouldLetTheAgentMendWhatItsTestsFound() throws Exception {
        // given
        fixture.workspace("bash test/run.sh");
        SessionSpec spec =
                session(
                        "mended",
                        Scripts.bash("echo 'echo broken; exit 3' > test/run.sh"),
                        Scripts.step(),
                        Scripts.step(),
                        Scripts.bash("echo 'exit 0' > test/run.sh"),
                        Scripts.step());
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        List<Verification> made = verifications(spec);
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(made).extracting(Verification::passed).containsExactly(false, true);
        assertThat(made.getFirst().change().commit())
                .isNotEqualTo(made.getLast().change().commit());
        assertThat(fixture.remoteRef(spec)).contains(made.getLast().change().commit());
        assertThat(fixture.events(spec, SessionEvent.ToolCallFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.error()).contains("test_gate: exit code 3"));
    }

    @Test
    void shouldGiveUpAfterTheLastChance() throws Exception {
        // given
        fixture.workspace("bash test/run.sh");
        SessionSpec spec =
                session(
                        "never-mended",
                        Scripts.bash("echo 'exit 3' > test/run.sh"),
                        Scripts.step(),
                        Scripts.step(),
                        Scripts.bash("echo 'exit 4' > test/run.sh"),
                        Scripts.step(),
                        Scripts.bash("echo 'exit 0' > test/run.sh"),
                        Scripts.step());
        fixture.with("gate-attempts", "2").startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(ended.detail()).isEqualTo("test_gate: exit code 4; nothing was pushed");
        assertThat(ended.handoff().verifications()).containsExactly(verifications(spec).getLast());
        assertThat(verifications(spec)).hasSize(2);
        assertThat(fixture.remoteRef(spec)).isEmpty();
    }

    @Test
    void shouldCountChancesOverTheLeases() throws Exception {
        // given
        fixture.workspace("bash test/run.sh");
        SessionSpec spec =
                session(
                        "two-leases",
                        Scripts.bash("echo 'exit 3' > test/run.sh"),
                        Scripts.step(),
                        Scripts.step(),
                        Scripts.bash("sleep 60"),
                        Scripts.step());
        AgentWorkerRole first =
                fixture.with("gate-attempts", "2").with("drain-timeout", "1ms").startWorker();
        fixture.run(spec, 10);
        Awaitility.await().until(() -> verifications(spec).size() == 1);
        first.stop();
        fixture.transcript(
                "two-leases",
                Scripts.transcript(
                        Scripts.bash("true"),
                        Scripts.step(),
                        Scripts.step(),
                        Scripts.bash("echo again"),
                        Scripts.step()));

        // when
        fixture.startWorker();
        fixture.run(spec, 11);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.detail()).isEqualTo("test_gate: exit code 3; nothing was pushed");
        assertThat(verifications(spec)).hasSize(2);
    }

    @Test
    void shouldLetTheAgentTakeASecretOut() throws Exception {
        // given
        SessionSpec spec =
                session(
                        "secret-out",
                        Scripts.bash(
                                "printf 'k=AKIA%s\\n' \"$(printf 'Q7%.0s' 1 2 3 4 5 6 7 8)\" > conf"),
                        Scripts.step(),
                        Scripts.step(),
                        Scripts.bash("echo 'k=from-the-vault' > conf"),
                        Scripts.step());
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.events(spec, SessionEvent.SecretsFound.class)).hasSize(1);
        assertThat(fixture.remoteRef(spec)).contains(ended.handoff().change().commit());
    }

    @Test
    void shouldPushNothingThatHoldsASecretAndNeverShowIt() throws Exception {
        // given
        String secret = "AKIA" + "Q7".repeat(8);
        SessionSpec spec =
                session(
                        "secret",
                        Scripts.bash(
                                "printf 'k=AKIA%s\\n' \"$(printf 'Q7%.0s' 1 2 3 4 5 6 7 8)\" > conf"));
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.detail()).startsWith("secret_scan");
        assertThat(fixture.remoteRef(spec)).isEmpty();
        assertThat(fixture.events(spec, SessionEvent.SecretsFound.class))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.findings())
                                .containsExactly(
                                        new SessionEvent.SecretsFound.Finding(
                                                "aws-access-key", "conf", 1)));
        assertThat(fixture.segments(spec.session()).toString()).doesNotContain(secret);
    }

    @Test
    void shouldEndWithoutACommitWhereNothingChanged() throws Exception {
        // given
        SessionSpec spec = session("nothing", Scripts.bash("cat README.md"));
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ended.handoff().change()).isNull();
        assertThat(fixture.remoteRef(spec)).isEmpty();
    }

    private List<Verification> verifications(SessionSpec spec) {
        return fixture.effects(spec.session(), Effect.Verified.class).stream()
                .map(Effect.Verified::verification)
                .toList();
    }

    private SessionSpec session(String name, String work) throws Exception {
        return session(name, work, Scripts.step(), Scripts.step());
    }

    private SessionSpec session(String name, String... turns) throws Exception {
        fixture.transcript(name, Scripts.transcript(turns));
        return fixture.spec(name, name, "tiny", BranchStrategy.WORKTREE);
    }

    private void hook(String name, String script) throws Exception {
        Path hook = Files.createDirectories(fixture.remote.resolve("hooks")).resolve(name);
        Files.writeString(hook, "#!/bin/bash\n" + script + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
