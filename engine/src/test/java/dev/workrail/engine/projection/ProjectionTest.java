package dev.workrail.engine.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.session.Driver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    private final Driver session =
            Driver.of(
                    """
                    {'id':'judge','title':'Judge','prompt':'j','assessmentRefs':['fit']},
                    {'id':'hand','title':'Hand','prompt':'h','outputContract':
                        {'contractRef':'wr.contracts.coding_handoff'}}
                    """,
                    """
                    'assessments':[{'id':'fit','purpose':'Fit?','dimensions':
                        [{'id':'fit','purpose':'How','levels':['low','high']}]}],
                    """);

    private void run() {
        session.start();
        session.notes("");
        session.artifact("Judged it", "{'kind':'wr.assessment','dimensions':{'fit':' HIGH '}}");
        session.submit("n", "{'metrics_outcome':'success','metrics_pr_numbers':[7]}");
        session.artifact(
                "Handed over",
                "{'kind':'wr.coding_handoff','version':1,'keyDecisions':[],'knownLimitations':[],"
                        + "'testsAdded':[],'filesChanged':[]}");
    }

    @Test
    void shouldSayHowTheRunStandsAtEveryPoint() {
        assertThat(RunStatus.of(List.of())).isEqualTo(RunStatus.NOT_STARTED);
        session.start();
        assertThat(RunStatus.of(session.events())).isEqualTo(RunStatus.IN_PROGRESS);
        session.notes("");
        assertThat(RunStatus.of(session.events())).isEqualTo(RunStatus.BLOCKED);
    }

    @Test
    void shouldFindTheLastRecapThoughTheTipHasNone() {
        // when
        run();

        // then
        assertThat(RunStatus.of(session.events())).isEqualTo(RunStatus.COMPLETE);
        assertThat(Recaps.last(session.events())).contains("Handed over");
    }

    @Test
    void shouldListAssessmentsAndArtifactsWithTheirSteps() {
        // when
        run();

        // then
        assertThat(RecordedAssessment.of(session.events()))
                .singleElement()
                .satisfies(a -> {
                    assertThat(a.assessment().dimensions().getFirst().level()).isEqualTo("high");
                    assertThat(a.assessment().normalizationNotes()).hasSize(1);
                });
        assertThat(ProducedArtifact.last(session.events(), "wr.coding_handoff"))
                .hasValueSatisfying(a -> assertThat(a.stepId()).isEqualTo("hand"));
    }

    @Test
    void shouldCountStepsAndRetriesOnceTheRunIsComplete() {
        // given
        session.start();
        assertThat(SessionMetrics.of(session.events(), List.of())).isEmpty();

        // when
        Driver complete = new ProjectionTest().completed();

        // then
        assertThat(SessionMetrics.of(complete.events(), List.of("abc")))
                .hasValueSatisfying(m -> {
                    assertThat(m.commits()).containsExactly("abc");
                    assertThat(m.steps()).isEqualTo(3);
                    assertThat(m.retries()).isEqualTo(2);
                    assertThat(m.duration()).isEqualTo(Duration.ZERO);
                });
    }

    private Driver completed() {
        run();
        return session;
    }

    @Test
    void shouldPreferTheBranchWithTheLatestActivity() {
        // given
        run();

        // when
        RunDag dag = RunDag.of(session.events());

        // then
        assertThat(dag.preferredPath()).startsWith(dag.nodes().getFirst().id());
        assertThat(dag.preferredTip()).isEqualTo(session.state().tip());
        assertThat(dag.tip()).hasValueSatisfying(tip -> assertThat(tip.isComplete()).isTrue());
    }
}
