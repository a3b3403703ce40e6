package dev.workrail.conformance.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.RecordedRuns;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.bundle.BundleImport;
import dev.workrail.engine.bundle.SessionBundle;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.projection.Recaps;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.Submission;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A session exported by WorkRail goes on here where it stood there.
class RecordedBundleTest {
    private static final SessionId TARGET = new SessionId("sess_imported");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    static Stream<Named<RecordedRuns.Run>> runs() {
        return RecordedRuns.synthetic().filter(run -> pinnedAsRecorded(run.getPayload()));
    }

    /// Runs of workflows that WorkRail refused have no log, and a few pins hold paths of a machine.
    private static boolean pinnedAsRecorded(RecordedRuns.Run run) {
        CompiledWorkflow workflow = workflow(run);
        return workflow != null
                && workflow.workflowHash().equals(Json.text(run.trace(), "workflowHash"))
                && run.trace().path("events").size() > 1
                && !Json.texts(run.trace(), "tags").contains("defect:session-corrupted");
    }

    private static CompiledWorkflow workflow(RecordedRuns.Run run) {
        return Workflows.validate(run.definition(), RecordedRuns.routines(), Bindings.NONE)
                .compiled();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldStandWhereTheRecordedRunStood(RecordedRuns.Run run) {
        // given
        CompiledWorkflow workflow = workflow(run);
        JsonNode pinned = workflow.pinned().snapshot();
        ObjectNode bundle = RecordedBundle.of(run.trace(), pinned);

        // when
        BundleImport.Result result = BundleImport.read(bundle, TARGET);

        // then
        assertThat(result).as("%s", result).isInstanceOf(BundleImport.Result.Imported.class);
        BundleImport.Result.Imported imported = (BundleImport.Result.Imported) result;
        JsonNode last = last(run.trace());
        assertThat(imported.state().isComplete())
                .isEqualTo(last.path("state").path("kind").asText().equals("complete"));
        assertThat(imported.state().pendingStepId())
                .isEqualTo(Json.text(last.path("state").path("pending"), "stepId"));
        goesOn(EngineSession.of(workflow), imported);
        exportsTheSameSnapshots(run, imported);
    }

    private static JsonNode last(JsonNode trace) {
        JsonNode last = Json.object();
        for (JsonNode event : trace.path("events")) {
            last = event.path("kind").asText().equals("node_created") ? event.path("data") : last;
        }
        return last;
    }

    private static void goesOn(EngineSession engine, BundleImport.Result.Imported imported) {
        Decision asked =
                engine.decide(imported.state(), new EngineCommand.Rehydrate(AT, null, Recaps.NONE));
        if (asked instanceof Decision.Accepted accepted) {
            StepView step = accepted.pending();
            Decision next =
                    engine.decide(
                            imported.state(),
                            new EngineCommand.Advance(
                                    AT,
                                    step.nodeId(),
                                    step.attemptId(),
                                    Submission.notes("It goes on.")));
            assertThat(next).isNotNull();
            if (next.after() != null) {
                assertThat(EngineSession.evolve(imported.state(), next.events()))
                        .isEqualTo(next.after());
            }
        } else {
            assertThat(asked).isInstanceOf(Decision.Completed.class);
        }
    }

    private static void exportsTheSameSnapshots(
            RecordedRuns.Run run, BundleImport.Result.Imported imported) {
        JsonNode again =
                SessionBundle.export(
                        new SessionBundle.Source(
                                TARGET, imported.events(), imported.pinned(), "b", "1", AT));
        List<String> files =
                again.path("session")
                        .path("snapshots")
                        .propertyStream()
                        .map(s -> s.getKey())
                        .toList();
        for (JsonNode event : run.trace().path("events")) {
            String ref = Json.text(event.path("data"), "snapshotRef");
            if (ref != null) {
                assertThat(files).contains(ref);
            }
        }
        assertThat(BundleImport.read(Json.parse(again.toString()), new SessionId("sess_twice")))
                .isInstanceOf(BundleImport.Result.Imported.class);
    }
}
