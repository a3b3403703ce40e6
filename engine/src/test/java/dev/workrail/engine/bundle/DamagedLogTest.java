package dev.workrail.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.projection.RunDag;
import dev.workrail.engine.projection.RunStatus;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.Preferences;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is left of a session whose log was damaged: its healthy beginning can be read and taken
/// away, and nothing can be written.
class DamagedLogTest {
    private static final SessionId RESCUED = new SessionId("sess_rescued");
    private final Driver session =
            Driver.of(
                    "{'id':'one','title':'One','prompt':'1'},"
                            + "{'id':'two','title':'Two','prompt':'2'},"
                            + "{'id':'three','title':'Three','prompt':'3'}");
    private final List<LoggedEvent> log = new ArrayList<>();

    @BeforeEach
    void ran() {
        session.start();
        session.notes("first");
        session.notes(" ");
        session.notes("second");
        log.addAll(session.events());
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                Arguments.of("a lost event", (Damage) (log, at) -> log.remove(at)),
                Arguments.of("an event twice", (Damage) (log, at) -> log.add(at, log.get(at - 1))),
                Arguments.of(
                        "two events swapped",
                        (Damage) (log, at) -> log.add(at - 1, log.remove(at))),
                Arguments.of(
                        "a node without a place",
                        (Damage) (log, at) -> log.set(at, broken(log.get(at)))),
                Arguments.of(
                        "a node whose parent is not there",
                        (Damage) (log, at) -> log.set(at, orphaned(log.get(at)))));
    }

    interface Damage {
        void to(List<LoggedEvent> log, int at);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void shouldReadAndExportTheHealthyBeginning(String name, Damage damage) {
        // given
        int at = lastNode();
        damage.to(log, at);

        // when
        SessionState state = EngineSession.evolve(empty(), log);
        JsonNode bundle = Json.parse(export().toString());

        // then
        assertThat(state.damage()).isNotBlank();
        int healthy = bundle.path("session").path("events").size();
        assertThat(healthy).isBetween(at - 1, at);
        List<LoggedEvent> beginning = log.subList(0, healthy);
        assertThat(BundleImport.read(bundle, RESCUED))
                .isInstanceOfSatisfying(
                        BundleImport.Result.Imported.class,
                        imported -> {
                            assertThat(imported.events()).hasSize(healthy);
                            assertThat(imported.state().damage()).isNull();
                            assertThat(imported.state().pendingStepId()).isEqualTo("two");
                        });
        assertThat(RunDag.of(beginning).preferredTip()).isEqualTo(state.tip());
        assertThat(RunStatus.of(beginning)).isEqualTo(RunStatus.BLOCKED);
        assertThat(Recaps.last(beginning)).contains("first");
    }

    @Test
    void shouldRefuseEveryWayOfWritingAndSayWhy() {
        // given
        log.remove(lastNode());
        SessionState state = EngineSession.evolve(empty(), log);
        String tip = state.tip();
        List<EngineCommand> writes =
                List.of(
                        new EngineCommand.Advance(Driver.AT, tip, "a", Submission.notes("n")),
                        new EngineCommand.Checkpoint(Driver.AT, tip, "a"),
                        new EngineCommand.Rewind(Driver.AT, tip, "why", "me"),
                        new EngineCommand.Continue(Driver.AT, null, "why", null, "me"),
                        new EngineCommand.ResolveGate(
                                Driver.AT, "g", EngineCommand.Verdict.APPROVED, "yes", "me"),
                        new EngineCommand.EnforceLimits(Driver.AT),
                        new EngineCommand.SetPreferences(
                                Driver.AT, new Preferences("guided", "balanced"), "user"));

        // then
        assertThat(writes)
                .allSatisfy(command ->
                        assertThat(session.engine().decide(state, command))
                                .isInstanceOfSatisfying(
                                        Decision.Rejected.class,
                                        refused -> {
                                            assertThat(refused.code())
                                                    .isEqualTo(Decision.Code.SESSION_NOT_HEALTHY);
                                            assertThat(refused.detail())
                                                    .contains("expected event", "export");
                                        }));
    }

    @Test
    void shouldStayDamagedOverItsJsonAndOverLaterEvents() {
        // given
        LoggedEvent lost = log.remove(lastNode());
        SessionState state = EngineSession.evolve(empty(), log);

        // when
        SessionState read = SessionState.fromJson(Json.parse(state.toJson().toString()));

        // then
        assertThat(read).isEqualTo(state);
        assertThat(EngineSession.evolve(read, lost)).isEqualTo(state);
    }

    @Test
    void shouldGoOnFromALogThatLacksItsLastSegment() {
        // given
        List<LoggedEvent> shorter = log.subList(0, indexOfLastAdvance());

        // when
        SessionState state = EngineSession.evolve(empty(), shorter);

        // then
        assertThat(state.damage()).isNull();
        assertThat(state.pendingStepId()).isEqualTo("two");
    }

    @Test
    void shouldExportNothingOfALogThatIsDamagedFromItsBeginning() {
        // given
        log.remove(0);

        // when
        ObjectNode bundle = export();

        // then
        assertThat(bundle.path("session").path("events")).isEmpty();
        assertThat(BundleImport.read(bundle, RESCUED))
                .isInstanceOfSatisfying(
                        BundleImport.Result.Refused.class,
                        refused ->
                                assertThat(refused.code())
                                        .isEqualTo("BUNDLE_MISSING_PINNED_WORKFLOW"));
    }

    private SessionState empty() {
        return SessionState.empty(session.state().session());
    }

    private ObjectNode export() {
        return SessionBundle.export(
                new SessionBundle.Source(
                        session.state().session(),
                        log,
                        session.engine().workflow().pinned().snapshot(),
                        "bundle",
                        "1",
                        Driver.AT));
    }

    private int lastNode() {
        return lastOf(SessionEvent.NodeCreated.class);
    }

    private int indexOfLastAdvance() {
        return lastOf(SessionEvent.AdvanceRecorded.class);
    }

    private int lastOf(Class<? extends SessionEvent> kind) {
        for (int i = log.size() - 1; i >= 0; i--) {
            if (kind.isInstance(log.get(i).data())) {
                return i;
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static LoggedEvent broken(LoggedEvent event) {
        SessionEvent.NodeCreated node = (SessionEvent.NodeCreated) event.data();
        return with(
                event,
                new SessionEvent.NodeCreated(
                        node.nodeKind(),
                        node.parentNodeId(),
                        node.workflowHash(),
                        node.snapshotRef(),
                        null));
    }

    private static LoggedEvent orphaned(LoggedEvent event) {
        SessionEvent.NodeCreated node = (SessionEvent.NodeCreated) event.data();
        return with(
                event,
                new SessionEvent.NodeCreated(
                        node.nodeKind(),
                        "node_nowhere",
                        node.workflowHash(),
                        node.snapshotRef(),
                        node.position()));
    }

    private static LoggedEvent with(LoggedEvent event, SessionEvent data) {
        return new LoggedEvent(
                event.eventId(),
                event.eventIndex(),
                event.dedupeKey(),
                event.runId(),
                event.nodeId(),
                event.at(),
                data);
    }
}
