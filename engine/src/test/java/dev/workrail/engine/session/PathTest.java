package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.projection.RunDag;
import org.junit.jupiter.api.Test;

/// Where a run goes besides straight on.
class PathTest {
    private static final String TWO =
            "{'id':'one','title':'One','prompt':'1'},{'id':'two','title':'Two','prompt':'2'}";

    @Test
    void shouldJumpBackAsOftenAsDeclaredAndThenFallThrough() {
        // given
        Driver session =
                Driver.of(
                        """
                        {'id':'build','title':'Build','prompt':'b'},
                        {'id':'test','title':'Test','prompt':'t',
                         'jumpIf':{'condition':{'var':'red','equals':true},
                                   'target':'build','maxJumps':2}},
                        {'id':'ship','title':'Ship','prompt':'s'}
                        """);
        session.start();

        // when
        for (int i = 0; i < 3; i++) {
            session.notes("built");
            session.submit("tested", "{'red':true}");
        }

        // then
        assertThat(session.pendingStep()).isEqualTo("ship");
        assertThat(session.events(SessionEvent.JumpRecorded.class))
                .extracting(SessionEvent.JumpRecorded::count)
                .containsExactly(1, 2);
        assertThat(session.events(SessionEvent.JumpLimitReached.class)).hasSize(1);
    }

    @Test
    void shouldHandOutItemsOfAParallelForEachInBoundedBatches() {
        // given
        Driver session =
                Driver.of(
                        """
                        {'id':'each','type':'loop','title':'Each',
                         'loop':{'type':'forEach','items':'files','itemVar':'file',
                                 'maxIterations':10,'parallel':{'maxConcurrency':2}},
                         'body':[{'id':'fix','title':'Fix','prompt':'Fix {{file}}.'}]},
                        {'id':'end','title':'End','prompt':'e'}
                        """);

        // when
        session.start(Flavour.AUTONOMOUS, "{'files':['a','b','c']}");

        // then
        assertThat(session.pending().prompt()).contains("Fix a.").contains("Fix b.");
        session.notes("both");
        assertThat(session.pending().prompt()).contains("Fix c.").doesNotContain("Fix b.");
        session.notes("last");
        assertThat(session.pendingStep()).isEqualTo("end");
    }

    @Test
    void shouldBeginAtTheFirstStepThatIsToRun() {
        // given
        Driver session =
                Driver.of(
                        """
                        {'id':'never','title':'Never','prompt':'n',
                         'runCondition':{'var':'x','equals':1}},
                        """
                                + TWO);

        // when
        session.start();

        // then
        assertThat(session.pendingStep()).isEqualTo("one");
        assertThat(session.events(SessionEvent.StepSkipped.class))
                .extracting(SessionEvent.StepSkipped::stepId)
                .containsExactly("never");
    }

    @Test
    void shouldSayOnceThatAStepIsSkipped() {
        // given
        Driver session =
                Driver.of(
                        TWO
                                + ",{'id':'never','title':'Never','prompt':'n','runCondition':"
                                + "{'var':'x','equals':1}},{'id':'end','title':'E','prompt':'e'}");
        session.start();

        // when
        session.notes("1");
        session.notes("2");
        session.notes("3");

        // then
        assertThat(session.state().isComplete()).isTrue();
        assertThat(session.events(SessionEvent.StepSkipped.class)).hasSize(1);
    }

    @Test
    void shouldGoOnAfterCompletion() {
        // given
        Driver session = Driver.of(TWO);
        session.start();
        session.notes("1");
        assertThat(session.notes("2")).isInstanceOf(Decision.Completed.class);

        // when
        session.decide(new EngineCommand.Continue(Driver.AT, "two", "Review comments", null, "me"));

        // then
        assertThat(session.pendingStep()).isEqualTo("two");
        assertThat(session.notes("again")).isInstanceOf(Decision.Completed.class);
    }

    @Test
    void shouldRewindToACheckpointAndKeepTheOtherBranch() {
        // given
        Driver session = Driver.of(TWO);
        session.start();
        StepView first = session.pending();
        Decision marked =
                session.decide(
                        new EngineCommand.Checkpoint(Driver.AT, first.nodeId(), first.attemptId()));
        String checkpoint =
                marked instanceof Decision.Noted noted ? String.valueOf(noted.nodeId()) : "";
        session.decide(
                new EngineCommand.Advance(
                        Driver.AT, first.nodeId(), first.attemptId(), Submission.notes("1")));

        // when
        session.decide(new EngineCommand.Rewind(Driver.AT, checkpoint, "Wrong way", "me"));

        // then
        assertThat(session.pendingStep()).isEqualTo("one");
        RunDag dag = RunDag.of(session.events());
        assertThat(dag.preferredTip()).isEqualTo(session.state().tip());
        assertThat(dag.edges()).extracting(RunDag.Edge::kind).contains("checkpoint", "rewound");
        assertThat(session.events(SessionEvent.Rewound.class))
                .extracting(SessionEvent.Rewound::reason)
                .containsExactly("Wrong way");
    }

    @Test
    void shouldGatherContextBeforeItGoesOn() {
        // given
        Driver session =
                Driver.of(
                        """
                        {'id':'gather','type':'context-gather','title':'Gather',
                         'sources':[{'kind':'paths','variable':'docs','paths':['README.md']}]},
                        {'id':'use','title':'Use','prompt':'Read {{docs}}'}
                        """);
        session.start();
        assertThat(session.pending().advice().gather()).hasSize(1);

        // when
        Decision missing = session.submit(Submission.EMPTY);
        session.submit("", "{'docs':'the text'}");

        // then
        assertThat(missing).isInstanceOf(Decision.Blocked.class);
        assertThat(session.pending().prompt()).startsWith("Read the text");
    }
}
