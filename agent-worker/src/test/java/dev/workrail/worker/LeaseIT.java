package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The right to run a session: not before it is granted, not after it is gone.
@WorkrailBackend
final class LeaseIT {
    @TempDir Path home;
    private Backend backend;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend given) throws Exception {
        backend = given;
        fixture = new WorkerFixture(backend, home);
        fixture.workflow(Scripts.TINY);
        fixture.workspace("true");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldDoNothingBeforeTheGrantAndNothingAfterARefusal() throws Exception {
        // given
        SessionSpec spec = session("refused", Scripts.bash("echo x > new.txt"));
        fixture.startWorker();
        fixture.dispatch(spec, 10);
        SessionRecord.Claimed claim = fixture.claimed(spec, 10);

        // when
        fixture.event(
                new LeaseEvent.Refused(
                        spec.session(),
                        spec.org(),
                        10,
                        claim.claim(),
                        "epoch_taken",
                        Instant.now()));
        fixture.run(session("next", Scripts.bash("true")), 20);
        fixture.awaitEnd(session("next", Scripts.bash("true")));

        // then
        assertThat(fixture.segments(spec.session())).isEmpty();
    }

    @Test
    void shouldHostADispatchOnceThatIsHandedOutAgain() throws Exception {
        // given
        SessionSpec spec = session("again", Scripts.bash("echo x > new.txt; sleep 1"));
        fixture.with("slots", "2").startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // when
        fixture.dispatch(spec, 10);
        fixture.run(session("after", Scripts.bash("true")), 20);
        fixture.awaitEnd(spec);

        // then
        assertThat(backend.topics().data(Topics.SESSIONS, SessionRecord.class))
                .filteredOn(record -> record.session().equals(spec.session()))
                .filteredOn(SessionRecord.Claimed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void shouldWriteInTheTraceThatCausedTheSession() throws Exception {
        // given
        SessionSpec spec = session("traced", Scripts.bash("true"));
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        fixture.awaitEnd(spec);

        // then
        assertThat(backend.topics().read(Topics.SESSIONS, SessionRecord.class))
                .filteredOn(record -> record.data().session().equals(spec.session()))
                .isNotEmpty()
                .allSatisfy(record ->
                        assertThat(record.headers().get("traceparent"))
                                .contains(WorkerFixture.TRACE));
    }

    @Test
    void shouldNameWhatItRunsInItsHeartbeats() throws Exception {
        // given
        SessionSpec spec = session("beats", Scripts.bash("sleep 4"));
        fixture.with("window", "5s").with("slots", "3").with("id", "w-beats").startWorker();

        // when
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // then
        FleetEvent.Heartbeat beat =
                (FleetEvent.Heartbeat)
                        backend.topics()
                                .await(
                                        Topics.HEARTBEATS,
                                        FleetEvent.class,
                                        event ->
                                                event instanceof FleetEvent.Heartbeat heartbeat
                                                        && heartbeat
                                                                .worker()
                                                                .value()
                                                                .equals("w-beats")
                                                        && !heartbeat.running().isEmpty())
                                .data();
        assertThat(beat.slots()).isEqualTo(3);
        assertThat(beat.running()).containsExactly(new FleetEvent.Running(spec.session(), 10));
    }

    @Test
    void shouldStopAtOnceWhenRevokedAndPushNothing() throws Exception {
        // given
        SessionSpec spec =
                session("killed", Scripts.bash("echo x > new.txt; sleep 60; echo y > after.txt"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // when
        Instant revoked = Instant.now();
        fixture.event(
                new LeaseEvent.Revoked(spec.session(), spec.org(), 10, "killed", "ada", revoked));
        SessionRecord.Released released = fixture.awaitRelease(spec, 10);

        // then
        assertThat(Duration.between(revoked, released.at())).isLessThan(Duration.ofSeconds(5));
        assertThat(fixture.effects(spec.session(), Effect.Ended.class)).isEmpty();
        assertThat(fixture.remoteRef(spec)).isEmpty();
        assertThat(files(spec, 10).resolve("new.txt")).exists();
        assertThat(files(spec, 10).resolve("after.txt")).doesNotExist();
    }

    @Test
    void shouldRemoveTheWorktreeWhereTheKillSaysSo() throws Exception {
        // given
        SessionSpec spec = session("removed", Scripts.bash("echo x > new.txt; sleep 60"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);
        fixture.command(
                spec.session(),
                new Command.Kill(
                        new CommandId("kill-1"),
                        spec.org(),
                        Scope.of(spec.org(), spec.session()),
                        "ada",
                        null,
                        false,
                        false,
                        Instant.now()));

        // when
        Awaitility.await()
                .until(() -> {
                    fixture.event(
                            new LeaseEvent.Revoked(
                                    spec.session(),
                                    spec.org(),
                                    10,
                                    "killed",
                                    "ada",
                                    Instant.now()));
                    return !Files.exists(files(spec, 10)) || released(spec);
                });
        fixture.awaitRelease(spec, 10);

        // then
        assertThat(files(spec, 10)).doesNotExist();
    }

    private boolean released(SessionSpec spec) {
        return backend.topics().data(Topics.SESSIONS, SessionRecord.class).stream()
                .anyMatch(record ->
                        record instanceof SessionRecord.Released released
                                && released.session().equals(spec.session()));
    }

    private Path files(SessionSpec spec, long epoch) {
        return home.resolve("worker-0/sessions/" + spec.session() + "-" + epoch + "/files");
    }

    @Test
    void shouldNotPushAsAZombieWhoseSessionAnotherWorkerRuns() throws Exception {
        // given
        SessionSpec spec = session("zombie", Scripts.bash("echo x > new.txt; sleep 3"));
        fixture.startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);

        // when
        fixture.event(
                new LeaseEvent.Expired(
                        spec.session(),
                        spec.org(),
                        10,
                        fixture.claimed(spec, 10).worker(),
                        Instant.now()));
        fixture.run(spec, 11);
        fixture.awaitEnd(spec);

        // then
        assertThat(fixture.effects(spec.session(), Effect.Pushed.class)).hasSize(1);
        assertThat(
                        backend.topics().data(Topics.SESSIONS, SessionRecord.class).stream()
                                .filter(record -> record instanceof SessionRecord.Segment)
                                .map(SessionRecord.Segment.class::cast)
                                .filter(segment -> segment.session().equals(spec.session()))
                                .filter(segment -> segment.epoch() == 10)
                                .flatMap(segment -> segment.effects().stream())
                                .filter(Effect.PushIntended.class::isInstance))
                .isEmpty();
    }

    @Test
    void shouldGiveUpAClaimThatNobodyAnsweredWhenDrainedAndNotWaitForIt() throws Exception {
        // given a window so long that waiting for the grant would outlast the test
        SessionSpec spec = session("unanswered", Scripts.bash("true"));
        AgentWorkerRole worker =
                fixture.with("window", "10m").with("drain-timeout", "10m").startWorker();
        fixture.dispatch(spec, 10);
        fixture.claimed(spec, 10);

        // when
        worker.stop();

        // then
        assertThat(fixture.awaitRelease(spec, 10).reason()).isEqualTo("drained");
        assertThat(fixture.segments(spec.session())).isEmpty();
    }

    @Test
    void shouldHandBackWhenDrainedAndGoOnElsewhereAtTheNextTurn() throws Exception {
        // given
        fixture.transcript(
                "drain",
                Scripts.transcript(
                        Scripts.bash("echo one > one.txt"),
                        Scripts.bash("sleep 2; echo two >> one.txt"),
                        Scripts.bash("cat one.txt; echo three >> one.txt"),
                        Scripts.step(),
                        Scripts.step()));
        SessionSpec spec = fixture.spec("drain", "drain", "tiny", BranchStrategy.WORKTREE);
        AgentWorkerRole first = fixture.startWorker();
        fixture.run(spec, 10);
        Awaitility.await()
                .until(() -> fixture.events(spec, SessionEvent.ToolCallStarted.class).size() == 2);

        // when
        first.stop();
        SessionRecord.Released released = fixture.awaitRelease(spec, 10);
        fixture.startWorker();
        fixture.run(spec, 11);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(released.reason()).isEqualTo("drained");
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.events(spec, SessionEvent.SessionResumed.class))
                .singleElement()
                .satisfies(resumed -> assertThat(resumed.fromTurn()).isEqualTo(2));
        assertThat(fixture.events(spec, SessionEvent.LlmTurnCompleted.class))
                .extracting(SessionEvent.LlmTurnCompleted::turn)
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(git("show", "worktrain/" + spec.session() + ":one.txt"))
                .isEqualTo("one\ntwo\nthree");
    }

    @Test
    void shouldGoOnElsewhereWithTheWorkflowItBeganWith() throws Exception {
        // given a session in the first of two steps
        fixture.transcript(
                "pinned",
                Scripts.transcript(
                        Scripts.bash("echo x > new.txt"),
                        Scripts.bash("sleep 2"),
                        Scripts.step(),
                        Scripts.step()));
        SessionSpec spec = fixture.spec("pinned", "pinned", "tiny", BranchStrategy.WORKTREE);
        AgentWorkerRole first = fixture.startWorker();
        fixture.run(spec, 10);
        Awaitility.await()
                .until(() -> fixture.events(spec, SessionEvent.ToolCallStarted.class).size() == 2);

        // when a workflow of one step is published under its name, and another worker goes on
        first.stop();
        fixture.awaitRelease(spec, 10);
        fixture.workflow(
                """
                {"id":"tiny","name":"Tiny","version":"2.0.0","description":"One step alone.",
                 "steps":[{"id":"only","title":"Only","prompt":"Do it: {{goal}}"}]}\
                """);
        fixture.startWorker();
        fixture.run(spec, 11);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.events(spec, SessionEvent.RunStarted.class)).hasSize(1);
        assertThat(fixture.events(spec, SessionEvent.AdvanceRecorded.class)).hasSize(2);
    }

    @Test
    void shouldStopByItselfWhenItsHeartbeatsAreNotAnswered() throws Exception {
        // given
        SessionSpec spec = session("silent", Scripts.bash("sleep 60"));
        fixture.with("window", "4s").startWorker();
        fixture.run(spec, 10);
        fixture.awaitEvent(spec, SessionEvent.ToolCallStarted.class);
        Path files;
        try (var sessions = Files.list(home.resolve("worker-0/sessions"))) {
            files = sessions.findFirst().orElseThrow();
        }
        assertThat(running(files)).isNotEmpty();

        // when
        refuseHeartbeats(true);

        // then
        try {
            Awaitility.await().atMost(Duration.ofSeconds(6)).until(() -> running(files).isEmpty());
            assertThat(fixture.effects(spec.session(), Effect.Ended.class)).isEmpty();
        } finally {
            refuseHeartbeats(false);
        }
    }

    /// A broker that takes no record however small answers heartbeats with an error.
    private void refuseHeartbeats(boolean refuse) throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.HEARTBEATS.name());
        var limit =
                new AlterConfigOp(
                        new ConfigEntry("max.message.bytes", refuse ? "1" : "1000000"),
                        AlterConfigOp.OpType.SET);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", backend.bootstrapServers()))) {
            admin.incrementalAlterConfigs(Map.of(topic, List.of(limit))).all().get();
        }
    }

    private static List<String> running(Path files) throws Exception {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            ArrayList<String> found = new ArrayList<>();
            for (Path process : processes) {
                try {
                    String line = Files.readString(process.resolve("cmdline"));
                    if (line.contains(files.toString())) {
                        found.add(line);
                    }
                } catch (java.io.IOException e) {
                    // It has ended since the listing.
                    continue;
                }
            }
            return found;
        }
    }

    private String git(String... arguments) throws Exception {
        List<String> line = new ArrayList<>(List.of("git", "-C", fixture.remote.toString()));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }

    private SessionSpec session(String name, String work) throws Exception {
        fixture.transcript(name, Scripts.transcript(work, Scripts.step(), Scripts.step()));
        return fixture.spec(name, name, "tiny", BranchStrategy.WORKTREE);
    }
}
