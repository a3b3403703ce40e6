package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People and circumstances that reach into a running session.
@WorkrailBackend
final class ControlIT {
    @TempDir Path home;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend backend) throws Exception {
        fixture = new WorkerFixture(backend, home);
        fixture.workflow(Scripts.TINY);
        fixture.workflow(Scripts.GATED);
        fixture.workflow(Scripts.LIMITED);
        fixture.workspace("true");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldTellTheAgentAtItsNextTurnWhatAPersonSays() throws Exception {
        // given
        SessionSpec spec = session("steered", "tiny", Scripts.bash("sleep 2"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // when
        fixture.command(spec.session(), steer(spec, "cmd-1"));
        fixture.awaitEnd(spec);

        // then
        assertThat(fixture.events(spec, SessionEvent.Steered.class))
                .containsExactly(new SessionEvent.Steered("cmd-1", "ada", "Mind the empty name."));
    }

    @Test
    void shouldTakeWhatAPersonSaidBeforeTheSessionWasHere() throws Exception {
        // given
        SessionSpec spec = session("said-early", "tiny", Scripts.bash("true"));
        fixture.startWorker();
        fixture.command(spec.session(), steer(spec, "cmd-early"));

        // when
        fixture.run(spec, 10);
        fixture.awaitEnd(spec);

        // then
        assertThat(fixture.events(spec, SessionEvent.Steered.class))
                .extracting(SessionEvent.Steered::commandId)
                .containsExactly("cmd-early");
    }

    @Test
    void shouldSayNothingTwiceThatAnEarlierLeaseHeard() throws Exception {
        // given
        SessionSpec spec = session("said-once", "tiny", Scripts.bash("sleep 2"));
        fixture.startWorker();
        Command said = steer(spec, "cmd-once");
        fixture.command(spec.session(), said);
        SessionRecord.Claimed claimed = fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.Steered.class);

        // when
        fixture.event(
                new LeaseEvent.Expired(
                        spec.session(), spec.org(), 10, claimed.worker(), Instant.now()));
        fixture.run(spec, 11, said);
        fixture.awaitEnd(spec);

        // then
        assertThat(fixture.events(spec, SessionEvent.Steered.class)).hasSize(1);
    }

    @Test
    void shouldEndInGoodOrderWhenCancelled() throws Exception {
        // given
        SessionSpec spec = session("cancelled", "tiny", Scripts.bash("sleep 2"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // when
        fixture.command(
                spec.session(),
                new Command.Cancel(
                        new CommandId("cmd-2"),
                        spec.org(),
                        spec.session(),
                        "ada",
                        null,
                        Instant.now()));
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(ended.detail()).contains("ada");
        assertThat(fixture.remoteRef(spec)).isEmpty();
    }

    @Test
    void shouldParkAtAGateAndGoOnWithTheVerdict() throws Exception {
        // given
        SessionSpec spec = session("gated", "gated", Scripts.bash("echo x > new.txt"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.await(record ->
                record instanceof SessionRecord.Segment segment
                        && segment.session().equals(spec.session())
                        && segment.effects().stream().anyMatch(Effect.Parked.class::isInstance));
        Effect.Parked parked = fixture.effects(spec.session(), Effect.Parked.class).getFirst();
        WaitFor.Verdict wait = (WaitFor.Verdict) parked.waitFor();
        assertThat(wait.stepId()).isEqualTo("one");

        // when
        fixture.run(
                spec,
                11,
                new Command.GateVerdict(
                        new CommandId("cmd-3"),
                        spec.org(),
                        spec.session(),
                        wait.gateId(),
                        "approved",
                        "It does what was asked.",
                        "ada",
                        null,
                        Instant.now()));
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.events(spec, SessionEvent.GateResolved.class)).hasSize(1);
        assertThat(fixture.remoteRef(spec)).isPresent();
    }

    @Test
    void shouldNotTakeAnEndOfTurnForSuccess() throws Exception {
        // given
        fixture.transcript(
                "silent",
                Scripts.transcript(Scripts.silence(), Scripts.silence(), Scripts.silence()));
        SessionSpec spec = fixture.spec("silent", "silent", "tiny", BranchStrategy.NONE);
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.STUCK);
        assertThat(fixture.events(spec, SessionEvent.AgentStuck.class)).hasSize(1);
    }

    @Test
    void shouldStopAStepThatHasSpentItsTurns() throws Exception {
        // given
        fixture.transcript(
                "limited",
                Scripts.transcript(
                        Scripts.bash("true"),
                        Scripts.bash("echo again"),
                        Scripts.step(),
                        Scripts.step()));
        SessionSpec spec = fixture.spec("limited", "limited", "limited", BranchStrategy.NONE);
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ESCALATED);
        assertThat(ended.detail()).contains("step limit", "maxTurns", "2 of 2");
        assertThat(fixture.events(spec, SessionEvent.LlmTurnCompleted.class)).hasSize(2);
    }

    @Test
    void shouldLetTheLastTurnOfABudgetCompleteItsStep() throws Exception {
        // given
        SessionSpec spec = session("just-so", "limited", Scripts.bash("echo x > new.txt"));
        fixture.startWorker();

        // when
        fixture.run(spec, 10);

        // then
        assertThat(fixture.awaitEnd(spec).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void shouldSayWhyASessionCannotRun() throws Exception {
        // given
        SessionSpec spec =
                fixture.spec("unknown", "fix-greeting", "no-such", BranchStrategy.WORKTREE);
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(ended.detail()).contains("there is no workflow 'no-such'");
    }

    @Test
    void shouldHandBackWhatAFullDiskStoppedAndLoseNothing() throws Exception {
        // given
        Path full = Files.createDirectory(home.resolve("full"));
        Assumptions.assumeTrue(
                new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=8m", "none", full.toString())
                                .start()
                                .waitFor()
                        == 0,
                "only root can mount a small volume");
        try {
            SessionSpec spec =
                    session(
                            "full",
                            "tiny",
                            Scripts.bash("echo kept > a.txt; head -c 30000000 /dev/zero > big"));
            AgentWorkerRole first =
                    fixture.with("home", full.resolve("w").toString()).startWorker();
            fixture.run(spec, 10);
            SessionRecord.Released released = fixture.awaitRelease(spec, 10);
            first.stop();

            // when
            fixture.with("home", home.resolve("roomy").toString()).startWorker();
            fixture.run(spec, 11);
            Effect.Ended ended = fixture.awaitEnd(spec);

            // then
            assertThat(released.reason()).isEqualTo("failed");
            assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        } finally {
            fixture.close();
            new ProcessBuilder("umount", full.toString()).start().waitFor();
        }
    }

    private static Command.Steer steer(SessionSpec spec, String id) {
        return new Command.Steer(
                new CommandId(id),
                spec.org(),
                spec.session(),
                "ada",
                null,
                "Mind the empty name.",
                Instant.now());
    }

    private SessionSpec session(String name, String workflow, String work) throws Exception {
        fixture.transcript(name, Scripts.transcript(work, Scripts.step(), Scripts.step()));
        return fixture.spec(name, name, workflow, BranchStrategy.WORKTREE);
    }
}
