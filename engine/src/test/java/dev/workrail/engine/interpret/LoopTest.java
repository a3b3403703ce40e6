package dev.workrail.engine.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import dev.workrail.engine.session.Flavour;
import dev.workrail.engine.session.StepView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which steps of which passes a loop hands out.
class LoopTest {
    private static final String STOP = "{'kind':'wr.loop_control','decision':'stop'}";
    private static final String CONTINUE = "{'kind':'wr.loop_control','decision':'continue'}";

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'type':'for','count':3,'maxIterations':9;{};w@0 w@1 w@2 end",
                "'type':'for','count':3,'maxIterations':2;{};w@0 w@1 end",
                "'type':'for','count':'n','maxIterations':9;{'n':2};w@0 w@1 end",
                "'type':'for','count':'n','maxIterations':9;{'n':0};end",
                "'type':'forEach','items':'l','maxIterations':9;{'l':['a','b']};w@0 w@1 end",
                "'type':'forEach','items':'l','maxIterations':1;{'l':['a','b']};w@0 end",
                "'type':'forEach','items':'l','maxIterations':9;{'l':[]};end",
                "'type':'while','condition':{'var':'go'},'maxIterations':2;{'go':true};w@0 w@1 end",
                "'type':'while','condition':{'var':'go'},'maxIterations':2;{'go':false};end",
                "'type':'until','condition':{'var':'go'},'maxIterations':2;{'go':true};end",
                "'type':'until','condition':{'var':'go'},'maxIterations':2;{'go':false};w@0 w@1 end"
            })
    void shouldGoRoundAsOftenAsItSays(String loop, String context, String places) {
        // given
        Driver session = loop(loop, "{'id':'w','title':'W','prompt':'w'}");

        // when
        session.start(Flavour.AUTONOMOUS, context);

        // then
        assertThat(String.join(" ", toTheEnd(session))).isEqualTo(places);
    }

    @ParameterizedTest(name = "{0} with {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'type':'for','count':'n','maxIterations':9;{};requires numeric context['n']",
                "'type':'for','count':'n','maxIterations':9;{'n':'2'};requires numeric context['n']",
                "'type':'forEach','items':'l','maxIterations':9;{};requires array context['l']",
                "'type':'forEach','items':'l','maxIterations':9;{'l':'a'};requires array context['l']"
            })
    void shouldAskForTheVariableItRunsOver(String loop, String context, String asked) {
        // given
        Driver session =
                Driver.of(
                        "{'id':'first','title':'F','prompt':'f'},"
                                + loopStep(loop, "{'id':'w','title':'W','prompt':'w'}"));
        session.start(Flavour.AUTONOMOUS, context);

        // when
        Decision refused = session.notes("on to the loop");

        // then
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> {
                            assertThat(r.code()).isEqualTo(Decision.Code.MISSING_CONTEXT);
                            assertThat(r.detail()).contains(asked);
                        });
        assertThat(session.submit("with it", "{'n':1,'l':['x']}"))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldWantObjectsWhereTheBodyReadsTheirMembers() {
        // given
        Driver session =
                loop(
                        "'type':'forEach','items':'l','itemVar':'it','maxIterations':9",
                        "{'id':'w','title':'W','prompt':'{{it.name}}'}");

        // when
        Decision refused = session.start(Flavour.AUTONOMOUS, "{'l':['text']}");

        // then
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r ->
                                assertThat(r.detail())
                                        .contains("{{it.…}}", "context['l'][0] is \"text\""));
        assertThat(session.start(Flavour.AUTONOMOUS, "{'l':[{'name':'n'}]}"))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(session.pending().prompt()).contains("n");
    }

    @Test
    void shouldShowPassItemAndIndexToItsBody() {
        // given
        Driver session =
                loop(
                        "'type':'forEach','items':'l','itemVar':'it','indexVar':'at','iterationVar':'pass','maxIterations':9",
                        "{'id':'w','title':'{{it}}','prompt':'{{it}} {{at}} {{pass}}'}");

        // when
        session.start(Flavour.AUTONOMOUS, "{'l':['x','y']}");
        session.notes("x is done");

        // then
        assertThat(session.pending().title()).isEqualTo("y");
        assertThat(session.pending().prompt()).contains("y 1 2");
        assertThat(session.pending().loopPath()).containsExactly(new StepView.LoopPass("lop", 1));
    }

    @Test
    void shouldLeaveAWhileLoopBetweenTwoBodyStepsOnceItsConditionFails() {
        // given
        Driver session =
                loop(
                        "'type':'while','condition':{'var':'go'},'maxIterations':5",
                        "{'id':'a','title':'A','prompt':'a'},{'id':'b','title':'B','prompt':'b'}");
        session.start(Flavour.AUTONOMOUS, "{'go':true}");

        // when
        session.submit("enough", "{'go':false}");

        // then
        assertThat(session.pendingStep()).isEqualTo("end");
    }

    @Test
    void shouldPassOverBodyStepsWhoseConditionFails() {
        // given
        Driver session =
                loop(
                        "'type':'for','count':3,'maxIterations':3",
                        "{'id':'a','title':'A','prompt':'a'},{'id':'b','title':'B','prompt':'b',"
                                + "'runCondition':{'var':'currentIteration','equals':2}}");

        // when
        session.start();

        // then
        assertThat(String.join(" ", toTheEnd(session))).isEqualTo("a@0 a@1 b@1 a@2 end");
    }

    @Test
    void shouldLetOnlyItsOwnExitStepEndAnArtifactLoop() {
        // given
        Driver session =
                Driver.of(
                        artifactLoop("one", "1")
                                + ","
                                + artifactLoop("two", "2")
                                + ",{'id':'end','title':'E','prompt':'e'}");
        session.start();
        session.notes("work of the first");

        // when
        session.artifact("", STOP);

        // then
        assertThat(session.pendingStep()).isEqualTo("work2");
        session.artifact("a stray decision", STOP);
        assertThat(session.pendingStep()).isEqualTo("exit2");
        session.artifact("", CONTINUE);
        assertThat(session.pending().loopPath()).containsExactly(new StepView.LoopPass("two", 1));
    }

    @Test
    void shouldEndAnArtifactLoopAtItsCapThoughTheAgentWantsToGoOn() {
        // given
        Driver session =
                Driver.of(artifactLoop("one", "1") + ",{'id':'end','title':'E','prompt':'e'}");
        session.start();

        // when
        for (int pass = 0; pass < 3; pass++) {
            session.notes("work");
            session.artifact("", CONTINUE);
        }

        // then
        assertThat(session.pendingStep()).isEqualTo("end");
        assertThat(trace(session, "exited_loop"))
                .containsExactly(
                        "Exited loop 'one': Condition no longer met after 2 iteration(s).");
    }

    @Test
    void shouldHandOutEveryBodyStepOfABatchBeforeTheNextBatch() {
        // given
        Driver session =
                loop(
                        "'type':'forEach','items':'l','itemVar':'it','maxIterations':5,'parallel':{'maxConcurrency':2}",
                        "{'id':'a','title':'A','prompt':'A {{it}}.'},{'id':'b','title':'B','prompt':'B {{it}}.'}");

        // when
        session.start(Flavour.AUTONOMOUS, "{'l':[1,2,3,4,5,6,7]}");

        // then
        assertThat(session.pending().prompt())
                .contains("2 items at the same time", "A 1.", "A 2.")
                .doesNotContain("A 3.");
        session.notes("both");
        assertThat(session.pending().prompt()).contains("B 1.", "B 2.");
        assertThat(String.join(" ", toTheEnd(session))).isEqualTo("b@0 a@2 b@2 a@4 b@4 end");
        assertThat(session.events(SessionEvent.NodeCreated.class).getLast().position().toString())
                .contains("end");
    }

    @Test
    void shouldJumpBackWithinItsOwnPass() {
        // given
        Driver session =
                loop(
                        "'type':'for','count':2,'maxIterations':2",
                        "{'id':'a','title':'A','prompt':'a'},{'id':'b','title':'B','prompt':'b',"
                                + "'jumpIf':{'condition':{'var':'again'},'target':'a','maxJumps':1}}");
        session.start();
        session.notes("a");

        // when
        session.submit("b", "{'again':true}");

        // then
        assertThat(String.join(" ", toTheEnd(session))).isEqualTo("a@0 b@0 a@1 b@1 end");
        assertThat(session.events(SessionEvent.JumpRecorded.class)).hasSize(1);
        assertThat(session.events(SessionEvent.JumpLimitReached.class)).hasSize(2);
    }

    @Test
    void shouldComeBackToASkippedStepOnceItsConditionHolds() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'late','title':'L','prompt':'l','runCondition':{'var':'ready'}},"
                                + "{'id':'one','title':'O','prompt':'o'},"
                                + "{'id':'two','title':'T','prompt':'t'}");
        Decision start = session.start();
        assertThat(((Decision.Accepted) start).skipped()).containsExactly("late");

        // when
        session.submit("ready now", "{'ready':true}");

        // then
        assertThat(session.pendingStep()).isEqualTo("late");
        assertThat(trace(session, "evaluated_condition"))
                .containsExactly("PASS: ready=true (condition)");
        assertThat(session.events(SessionEvent.ConditionEvaluated.class))
                .extracting(SessionEvent.ConditionEvaluated::subject)
                .containsExactly("late");
    }

    @Test
    void shouldTellWhyStepsRanAndWereSkippedInTheTrace() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'O','prompt':'o'},"
                                + "{'id':'a','title':'A','prompt':'a','runCondition':{'var':'x','equals':'y'}},"
                                + "{'id':'b','title':'B','prompt':'b','runCondition':{'and':[{'var':'x'},{'var':'z'}]}},"
                                + "{'id':'c','title':'C','prompt':'c','runCondition':{'not':{'var':'x'}}}");
        session.start();

        // when
        session.notes("o");

        // then
        assertThat(trace(session, "evaluated_condition"))
                .containsExactly(
                        "SKIP: x (equals)",
                        "SKIP: and-condition not met",
                        "PASS: not-condition met");
        assertThat(trace(session, "selected_next_step")).containsExactly("Next step: C (c)");
    }

    private static Driver loop(String loop, String body) {
        return Driver.of(loopStep(loop, body) + ",{'id':'end','title':'E','prompt':'e'}");
    }

    private static String loopStep(String loop, String body) {
        return "{'id':'lop','type':'loop','title':'L','loop':{%s},'body':[%s]}"
                .formatted(loop, body);
    }

    private static String artifactLoop(String id, String number) {
        return ("{'id':'%s','type':'loop','title':'L','loop':{'type':'while','maxIterations':3,"
                        + "'conditionSource':{'kind':'artifact_contract',"
                        + "'contractRef':'wr.contracts.loop_control'}},'body':["
                        + "{'id':'work%s','title':'W','prompt':'w'},"
                        + "{'id':'exit%s','title':'X','prompt':'x','outputContract':"
                        + "{'contractRef':'wr.contracts.loop_control'}}]}")
                .formatted(id, number, number);
    }

    /// Step and pass of everything that becomes pending from here on.
    private static List<String> toTheEnd(Driver session) {
        List<String> places = new ArrayList<>();
        while (!session.state().isComplete()) {
            StepView at = session.pending();
            places.add(
                    at.loopPath().isEmpty()
                            ? at.stepId()
                            : at.stepId() + "@" + at.loopPath().getLast().iteration());
            session.notes("done");
        }
        return places;
    }

    private static List<String> trace(Driver session, String kind) {
        return session.events(SessionEvent.DecisionTraceAppended.class).stream()
                .flatMap(e -> e.entries().stream())
                .filter(e -> e.kind().equals(kind))
                .map(SessionEvent.DecisionTraceAppended.Entry::summary)
                .toList();
    }
}
