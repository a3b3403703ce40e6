package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a session does not take.
class RefusalTest {
    private final Driver session =
            Driver.of(
                    "{'id':'one','title':'One','prompt':'1'},"
                            + "{'id':'two','title':'Two','prompt':'2'}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'eat_token':'x'}",
                "{'constructor':1}",
                "{'__proto__':{}}",
                "{'metrics_outcome':'great'}"
            })
    void shouldRefuseReservedAndInvalidVariables(String context) {
        // given
        session.start();

        // when
        Decision refused = session.submit("notes", context);

        // then
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        d -> assertThat(d.code()).isEqualTo(Decision.Code.INVALID_CONTEXT));
    }

    @Test
    void shouldBoundTheContext() {
        // given
        session.start();
        String deep = "[".repeat(70) + "]".repeat(70);
        String large = "x".repeat(300_000);

        // when
        Decision tooDeep = session.submit("notes", "{'deep':" + deep + "}");
        Decision tooLarge = session.submit("notes", "{'large':'" + large + "'}");

        // then
        assertThat(List.of(tooDeep, tooLarge)).allMatch(Decision.Rejected.class::isInstance);
        assertThat(session.pendingStep()).isEqualTo("one");
    }

    @Test
    void shouldRefuseArtifactsItCannotKeep() {
        // given
        session.start();

        // when
        Decision infinite = session.artifact("notes", "{'kind':'x','n':1e999}");
        Decision large =
                session.artifact("notes", "{'kind':'x','n':'" + "x".repeat(300_000) + "'}");

        // then
        assertThat(List.of(infinite, large))
                .allSatisfy(d ->
                        assertThat(d)
                                .isInstanceOfSatisfying(
                                        Decision.Rejected.class,
                                        r ->
                                                assertThat(r.code())
                                                        .isEqualTo(
                                                                Decision.Code.INVALID_ARTIFACT)));
    }

    @Test
    void shouldReadTheHealthyPartOfADamagedLogAndRefuseToWrite() {
        // given
        session.start();
        session.notes("1");
        List<LoggedEvent> log = new ArrayList<>(session.events());
        log.remove(log.size() - 3);

        // when
        SessionState state =
                EngineSession.evolve(SessionState.empty(new SessionId("sess_test")), log);

        // then
        assertThat(state.damage()).startsWith("expected event");
        EngineSession engine = session.engine();
        assertThat(engine.decide(state, new EngineCommand.Rehydrate(Driver.AT, null, recaps())))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(
                        engine.decide(
                                state,
                                new EngineCommand.Advance(
                                        Driver.AT, state.tip(), "a", Submission.EMPTY)))
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        d -> assertThat(d.code()).isEqualTo(Decision.Code.SESSION_NOT_HEALTHY));
    }

    private static dev.workrail.engine.projection.Recaps recaps() {
        return dev.workrail.engine.projection.Recaps.NONE;
    }

    @Test
    void shouldMarkANodeThatDoesNotFitAsDamage() {
        // given
        session.start();
        LoggedEvent hostile =
                new LoggedEvent(
                        "evt_x",
                        session.state().nextEventIndex(),
                        "node_created:x",
                        "run_x",
                        "node_x",
                        Driver.AT,
                        new SessionEvent.NodeCreated(
                                "step", null, "h", "s", Json.parse("{\"stack\":[[1,2]]}")));

        // when
        SessionState state = EngineSession.evolve(session.state(), hostile);

        // then
        assertThat(state.damage()).contains("does not fit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"v\":2}",
                "{\"v\":1,\"session\":\"s\",\"nodes\":[{\"p\":7}]}",
                "{\"v\":1,\"session\":\"s\",\"nodes\":[{\"id\":\"n\",\"attempt\":\"a\",\"adv\":[[]]},{\"p\":0}]}",
                "{\"v\":1,\"session\":\"s\",\"nodes\":[{\"completed\":{\"l\":{\"s\":\"a-b\"}}}]}"
            })
    void shouldRefuseAStateItDidNotWrite(String json) {
        assertThatThrownBy(() -> SessionState.fromJson(Json.parse(json)))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void shouldRefuseAnotherWorkflowThanTheOneTheSessionIsBoundTo() {
        // given
        session.start();
        EngineSession other = Driver.of("{'id':'x','title':'X','prompt':'x'}").engine();

        // when
        Decision refused =
                other.decide(
                        session.state(),
                        new EngineCommand.Advance(Driver.AT, "n", "a", Submission.EMPTY));

        // then
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        d -> assertThat(d.code()).isEqualTo(Decision.Code.WORKFLOW_MISMATCH));
    }

    @Test
    void shouldRecordAGapInsteadOfBlockingWhereTheSessionNeverStops() {
        // given
        session.start();
        session.decide(
                new EngineCommand.SetPreferences(
                        Driver.AT, new Preferences("full_auto_never_stop", "balanced"), "user"));
        StepView at = session.rehydrate() instanceof Decision.Accepted a ? a.pending() : null;

        // when
        assertThat(at).isNotNull();
        Decision went = session.notes("");

        // then
        assertThat(went).isInstanceOf(Decision.Accepted.class);
        assertThat(dev.workrail.engine.projection.Gap.of(session.events()))
                .singleElement()
                .satisfies(gap -> assertThat(gap.isOpen()).isTrue());
    }
}
