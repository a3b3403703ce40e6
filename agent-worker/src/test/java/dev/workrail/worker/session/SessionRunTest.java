package dev.workrail.worker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.Submission;
import dev.workrail.testkit.MutableClock;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.lease.LeaseTerm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRunTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final OrgId ORG = new OrgId("acme");
    private static final SessionId SESSION = new SessionId("sess_one");
    private static final CompiledWorkflow WORKFLOW =
            Workflows.compile(
                    json(
                            """
                            {"id":"gated","name":"Gated","description":"Asks first","version":"1.0.0",
                             "steps":[{"id":"one","title":"One","prompt":"Do it",
                                       "requireConfirmation":true},
                                      {"id":"two","title":"Two","prompt":"Go on"}]}\
                            """),
                    Routines.NONE,
                    Bindings.NONE);

    private final Clock clock = MutableClock.at(AT);
    private final WorkflowRun run =
            new WorkflowRun(EngineRules.of(WORKFLOW), SessionState.empty(SESSION));
    private final Lease lease =
            new Lease(
                    new Lease.Key(SESSION, ORG, 10, new ClaimId("claim-1")),
                    LeaseTerm.begin(AT, Duration.ofMinutes(1)),
                    clock);
    private final Journal journal =
            new Journal(
                    new SessionWriter(
                            lease, record -> CompletableFuture.completedFuture(null), clock, 0),
                    null,
                    run);
    private final SessionRun session = session();
    private String gate = "";

    @BeforeEach
    void waitsAtItsGate() {
        session.begin(Optional.empty(), 0);
        journal.take(run.complete(Submission.notes("What I did"), AT, journal.nextIndex()));
        gate = run.openGate().orElseThrow();
    }

    @Test
    void shouldWaitForAPersonOnceTheEvaluatorIsUncertain() {
        // when
        Optional<Ending> ending = session.resolveGate(List.of(verdict("uncertain", "evaluator")));

        // then
        assertThat(ending)
                .hasValueSatisfying(end ->
                        assertThat(end)
                                .isInstanceOfSatisfying(
                                        Ending.Park.class,
                                        park ->
                                                assertThat(park.waitFor())
                                                        .isInstanceOfSatisfying(
                                                                WaitFor.Verdict.class,
                                                                wait -> {
                                                                    assertThat(wait.gateKind())
                                                                            .isEqualTo(
                                                                                    "human_approval");
                                                                    assertThat(wait.gateId())
                                                                            .isNotEqualTo(gate);
                                                                })));
    }

    @Test
    void shouldEndInsteadOfWaitingForAVerdictThatCameAndCannotBeTaken() {
        // when
        Optional<Ending> ending = session.resolveGate(List.of(verdict("approved", " ")));

        // then
        assertThat(ending)
                .hasValueSatisfying(end ->
                        assertThat(end)
                                .isInstanceOfSatisfying(
                                        Ending.Over.class,
                                        over -> {
                                            assertThat(over.outcome()).isEqualTo(Outcome.ERROR);
                                            assertThat(over.detail())
                                                    .contains(
                                                            "step one",
                                                            "'approved'",
                                                            "who gives it");
                                        }));
    }

    private SessionRun session() {
        SessionSpec spec =
                ContractsJson.read(
                        """
                        {"session":"sess_one","root":"sess_one","org":"acme","triggerEvent":"trg_one",
                         "trigger":{"kind":"trigger","org":"acme","trigger":"on-issue",
                                    "provider":"github","enabled":true,"workflowId":"gated"},
                         "workflowId":"gated","goal":"Greet","context":{},
                         "acceptedAt":"2026-03-01T12:00:00Z"}\
                        """
                                .getBytes(UTF_8),
                        SessionSpec.class);
        return new SessionRun(
                spec,
                new BoundWorkflow(WORKFLOW, "org"),
                run,
                journal,
                new StatusUpdates(spec),
                new RunControls(lease, null, () -> false, null, clock));
    }

    private Command verdict(String verdict, String actor) {
        return new Command.GateVerdict(
                new CommandId("cmd-1"), ORG, SESSION, gate, verdict, "Because", actor, null, AT);
    }

    private static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(UTF_8), JsonNode.class);
    }
}
