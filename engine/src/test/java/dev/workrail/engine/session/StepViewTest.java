package dev.workrail.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.ModelTier;
import dev.workrail.engine.output.BlockerCode;
import dev.workrail.engine.projection.Gap;
import dev.workrail.engine.projection.Recaps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a step shows its agent, and what it asks of it.
class StepViewTest {
    private static final String END = ",{'id':'end','title':'E','prompt':'e'}";

    @Test
    void shouldGiveTheSystemPromptsOfWorkflowAndStepOutermostFirst() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','systemPrompt':'For the step.'}"
                                + END,
                        "'systemPrompt':'For all of it.',");

        // when
        session.start();

        // then
        assertThat(session.pending().advice().systemPrompts())
                .containsExactly("For all of it.", "For the step.");
        session.notes("on");
        assertThat(session.pending().advice().systemPrompts()).containsExactly("For all of it.");
    }

    @Test
    void shouldGiveRoleAndModelTierOfTheStep() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','agentRole':'A careful reviewer','modelTier':'heavy'}"
                                + END);

        // when
        session.start();

        // then
        assertThat(session.pending().advice().agentRole()).isEqualTo("A careful reviewer");
        assertThat(session.pending().advice().modelTier()).isEqualTo(ModelTier.HEAVY);
        assertThat(session.pending().advice().left()).isEqualTo(StepAllowance.NONE);
        session.notes("on");
        assertThat(session.pending().advice().agentRole()).isNull();
    }

    @Test
    void shouldAppendTheFragmentsWhoseConditionHoldsInOrder() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'Base.','notesOptional':true,'promptFragments':["
                                + "{'id':'a','text':'Always {{size}}.'},"
                                + "{'id':'b','when':{'var':'size','equals':'Small'},'text':'Only small.'},"
                                + "{'id':'c','when':{'var':'size','equals':'Large'},'text':'Only large.'}]}");

        // when
        session.start(Flavour.AUTONOMOUS, "{'size':'Large'}");

        // then
        assertThat(session.pending().prompt()).isEqualTo("Base.\n\nAlways Large.\n\nOnly large.");
    }

    @Test
    void shouldAskForNotesAtLengthOnceAndBrieflyThen() {
        // given
        Driver session = Driver.of("{'id':'one','title':'One','prompt':'1'}" + END);
        session.start();
        String first = session.pending().prompt();

        // when
        session.notes("noted");

        // then
        assertThat(session.pending().prompt().length()).isLessThan(first.length());
        assertThat(first).contains("NOTES REQUIRED");
        assertThat(session.pending().prompt()).contains("NOTES REQUIRED");
        assertThat(session.pending().output().notes()).isTrue();
    }

    @ParameterizedTest(name = "{0} in a {1} session with {2}: gate {3}, intent {4}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "true;AUTONOMOUS;{};coordinator_eval;await_user_confirmation",
                "true;INTERACTIVE;{};-;await_user_confirmation",
                "false;AUTONOMOUS;{};-;perform_pending_then_continue",
                "{'kind':'human_approval'};AUTONOMOUS;{};human_approval;await_user_confirmation",
                "{'kind':'human_approval','condition':{'var':'risky'}};AUTONOMOUS;{'risky':true};human_approval;await_user_confirmation",
                "{'kind':'human_approval','condition':{'var':'risky'}};AUTONOMOUS;{};-;perform_pending_then_continue",
                "{'var':'risky'};AUTONOMOUS;{'risky':true};coordinator_eval;await_user_confirmation",
                "{'var':'risky'};AUTONOMOUS;{};-;perform_pending_then_continue"
            })
    void shouldGateAsTheRuleSays(
            String rule, Flavour flavour, String context, String gate, String intent) {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','requireConfirmation':%s}"
                                        .formatted(rule)
                                + END);
        session.start(flavour, context);
        assertThat(session.pending().nextIntent().wire()).isEqualTo(intent);

        // when
        Decision decision = session.notes("done");

        // then
        String opened = decision instanceof Decision.GateParked parked ? parked.gateKind() : "-";
        assertThat(opened).isEqualTo(gate);
    }

    @Test
    void shouldAnnounceTheGateOfAParallelStep() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'many','type':'parallel','title':'Many','requireConfirmation':true,"
                                + "'parallelDelegations':[{'workflowId':'other'}]}"
                                + END);

        // when
        session.start(Flavour.INTERACTIVE, "{}");

        // then
        assertThat(session.pending().nextIntent())
                .isEqualTo(StepView.NextIntent.AWAIT_USER_CONFIRMATION);
    }

    @Test
    void shouldGateOnAVariableTheSubmissionItselfSets() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','requireConfirmation':{'var':'risky'}}"
                                + END);
        session.start();

        // then
        assertThat(session.submit("it is", "{'risky':true}"))
                .isInstanceOf(Decision.GateParked.class);
    }

    @Test
    void shouldRunTheStepsThatFollowFromAStep() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','audit':{'rubric':['No gaps']},'verification':{'command':'make check'}},"
                                + "{'id':'par','type':'parallel','title':'Many','parallelDelegations':[{'workflowId':'other'}],'synthesis':{'prompt':'Sum up.'}}"
                                + END);
        session.start();

        // then
        session.notes("1");
        assertThat(session.pendingStep()).isEqualTo("one__audit");
        assertThat(session.pending().prompt()).contains("No gaps");
        session.submit(Submission.EMPTY);
        assertThat(session.pendingStep()).isEqualTo("one__verification");
        assertThat(session.pending().prompt()).contains("make check");
        session.submit(Submission.EMPTY);
        assertThat(session.pendingStep()).isEqualTo("par");
        session.notes("spawned");
        assertThat(session.pendingStep()).isEqualTo("par__synthesis");
        assertThat(session.pending().prompt()).contains("Sum up.");
        session.submit(Submission.EMPTY);
        assertThat(session.pendingStep()).isEqualTo("end");
    }

    @Test
    void shouldHandOutOnlyDelegationsWhoseConditionHoldsWithTheirInputs() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'par','type':'parallel','title':'Many','parallelDelegations':["
                                + "{'workflowId':'first-flow','goal':'Look','contextMapping':{'facts':'given'},'args':{'depth':'deep'},'allowedTools':['Read']},"
                                + "{'workflowId':'never-flow','runCondition':{'var':'no'}},"
                                + "{'workflowId':'last-flow'}]}");

        // when
        session.start(Flavour.AUTONOMOUS, "{'facts':['a','b']}");

        // then
        assertThat(session.pending().prompt())
                .contains("Subagent 1: first-flow", "Subagent 2: last-flow", "Look", "Read")
                .contains("`given`: `a,b`", "`depth`: `deep`", "Run last-flow")
                .doesNotContain("never-flow");
        assertThat(session.notes(" ")).isInstanceOf(Decision.Blocked.class);
    }

    @Test
    void shouldNameEverySourceOfAGatheringStep() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'gat','type':'context-gather','title':'G','sources':["
                                + "{'kind':'coordinator','variable':'brief'},"
                                + "{'kind':'paths','variable':'docs','paths':['a.md','b.md']},"
                                + "{'kind':'urls','variable':'page','urls':['https://example.org']}]}"
                                + END);
        session.start();

        // when
        Decision missing = session.submit("", "{'brief':'b','docs':'d'}");

        // then
        assertThat(missing)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d ->
                                assertThat(d.blockers())
                                        .singleElement()
                                        .satisfies(b -> {
                                            assertThat(b.code())
                                                    .isEqualTo(BlockerCode.MISSING_CONTEXT_KEY);
                                            assertThat(b.message()).contains("page");
                                        }));
        assertThat(session.pending().advice().gather())
                .extracting(g -> g.variable() + " " + g.kind() + " " + g.locations())
                .containsExactly(
                        "brief coordinator []",
                        "docs paths [a.md, b.md]",
                        "page urls [https://example.org]");
    }

    @Test
    void shouldRecordThatASessionGoesFurtherThanItsAuthorRecommends() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1'}" + END,
                        "'recommendedPreferences':{'recommendedAutonomy':'guided','recommendedRiskPolicy':'balanced'},");
        session.start();
        session.decide(
                new EngineCommand.SetPreferences(
                        Driver.AT,
                        new Preferences("full_auto_stop_on_user_deps", "balanced"),
                        "user"));

        // when
        session.notes("1");

        // then
        assertThat(Gap.of(session.events()))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.severity()).isEqualTo("warning");
                    assertThat(gap.summary()).contains("full_auto_stop_on_user_deps", "guided");
                });
    }

    @Test
    void shouldAskForTheNumbersOfItsProfileAtTheEnd() {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1'}" + END,
                        "'metricsProfile':'research',");
        session.start();
        assertThat(session.pending().prompt()).doesNotContain("metrics_outcome");

        // when
        session.notes("on");

        // then
        assertThat(session.pending().prompt()).contains("metrics_outcome");
    }

    @Test
    void shouldMarkAPlaceOnceAndComeBackToIt() {
        // given
        Driver session = Driver.of("{'id':'one','title':'One','prompt':'1'}" + END);
        session.start();
        StepView at = session.pending();
        EngineCommand mark = new EngineCommand.Checkpoint(Driver.AT, at.nodeId(), at.attemptId());

        // when
        Decision first = session.decide(mark);
        Decision again = session.decide(mark);

        // then
        assertThat(first).isInstanceOf(Decision.Noted.class);
        assertThat(again)
                .isInstanceOfSatisfying(
                        Decision.Replayed.class,
                        r ->
                                assertThat(((Decision.Noted) r.answer()).nodeId())
                                        .isEqualTo(((Decision.Noted) first).nodeId()));
        assertThat(session.state().tip()).isEqualTo(at.nodeId());
    }

    @Test
    void shouldNotLetACheckpointForgetBlockedAttempts() {
        // given
        Driver session = Driver.of("{'id':'one','title':'One','prompt':'1'}" + END);
        session.start();
        for (int i = 0; i < Flavour.AUTONOMOUS.maxBlocks(); i++) {
            assertThat(session.notes(" ")).isInstanceOf(Decision.Blocked.class);
        }
        StepView at = session.pending();
        Decision.Noted mark =
                (Decision.Noted)
                        session.decide(
                                new EngineCommand.Checkpoint(
                                        Driver.AT, at.nodeId(), at.attemptId()));

        // when
        Decision retried =
                session.decide(
                        new EngineCommand.Advance(
                                Driver.AT,
                                String.valueOf(mark.nodeId()),
                                "attempt_x",
                                Submission.notes("Now with notes")));

        // then
        assertThat(retried)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        d -> assertThat(d.code()).isEqualTo(Decision.Code.BLOCKED_ATTEMPT_LIMIT));
    }

    @Test
    void shouldStayWithThePinnedSnapshotWhenTheFileChanges() {
        // given
        Driver session = Driver.of("{'id':'one','title':'One','prompt':'old'}" + END);
        session.start();
        CompiledWorkflow old = session.engine().workflow();
        ObjectNode pinned = (ObjectNode) Json.parse(old.pinned().snapshot().toString());
        EngineSession changed =
                Driver.of("{'id':'one','title':'One','prompt':'new'}" + END).engine();
        EngineCommand again = new EngineCommand.Rehydrate(Driver.AT, null, Recaps.NONE);

        // when
        Decision byTheNewFile = changed.decide(session.state(), again);
        Decision byThePin =
                EngineSession.of(Workflows.restore(pinned)).decide(session.state(), again);

        // then
        assertThat(byTheNewFile)
                .isInstanceOfSatisfying(
                        Decision.Rejected.class,
                        r -> assertThat(r.code()).isEqualTo(Decision.Code.WORKFLOW_MISMATCH));
        assertThat(byThePin)
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        d -> assertThat(d.pending().prompt()).startsWith("old"));
    }

    @Test
    void shouldGiveANewAttemptOnTheSameNodeWhenAskedAgainAfterAnAdvance() {
        // given
        Driver session = Driver.of("{'id':'one','title':'One','prompt':'1'}" + END);
        session.start();
        StepView first = session.pending();
        session.notes("the first way");

        // when
        Decision again =
                session.engine()
                        .decide(
                                session.state(),
                                new EngineCommand.Rehydrate(
                                        Driver.AT, first.nodeId(), Recaps.of(session.events())));

        // then
        StepView fork = ((Decision.Accepted) again).pending();
        assertThat(fork.attemptId()).isNotEqualTo(first.attemptId());
        assertThat(fork.nextIntent()).isEqualTo(StepView.NextIntent.REHYDRATE_ONLY);
        session.decide(
                new EngineCommand.Advance(
                        Driver.AT,
                        fork.nodeId(),
                        fork.attemptId(),
                        Submission.notes("another way")));
        assertThat(session.events(SessionEvent.EdgeCreated.class))
                .extracting(e -> e.cause().kind())
                .containsExactly("intentional_fork", "non_tip_advance");
    }
}
