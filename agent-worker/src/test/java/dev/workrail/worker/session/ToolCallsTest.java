package dev.workrail.worker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.session.SessionState;
import dev.workrail.testkit.MutableClock;
import dev.workrail.worker.agent.ToolCall;
import dev.workrail.worker.lease.Lease;
import dev.workrail.worker.lease.LeaseTerm;
import dev.workrail.worker.lease.StoppedException;
import dev.workrail.worker.tool.Arguments;
import dev.workrail.worker.tool.Tool;
import dev.workrail.worker.tool.ToolSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What the log must have before a tool runs.
class ToolCallsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final SessionId SESSION = new SessionId("sess_one");
    private static final ToolCall LOOK = new ToolCall("call-1", "Look", json("{}"));
    private static final CompiledWorkflow WORKFLOW =
            Workflows.compile(
                    json(
                            """
                            {"id":"one","name":"One","description":"One step","version":"1.0.0",
                             "steps":[{"id":"one","title":"One","prompt":"Do it"}]}\
                            """),
                    Routines.NONE,
                    Bindings.NONE);

    private final Clock clock = MutableClock.at(AT);
    private final List<SessionRecord> appended = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final WorkerMetrics metrics = new WorkerMetrics(new SimpleMeterRegistry());
    private final Lease lease =
            new Lease(
                    new Lease.Key(SESSION, new OrgId("acme"), 10, new ClaimId("claim-1")),
                    LeaseTerm.begin(AT, Duration.ofMinutes(1)),
                    clock);
    private final ToolCalls tools =
            new ToolCalls(
                    List.of(new Look()),
                    journal(),
                    new RunControls(lease, null, () -> false, metrics, clock));

    @Test
    void shouldRunAToolOnceTheLogHasThatItDoes() throws Exception {
        // when
        FutureTask<?> call = calling();

        // then
        await().until(() -> appended.size() == 1);
        assertThat(looks).hasValue(0);
        written.complete(null);
        call.get();
        assertThat(looks).hasValue(1);
    }

    @Test
    void shouldNotRunAToolWhereNobodyKnowsWhetherTheLogHasIt() {
        // given
        FutureTask<?> call = calling();

        // when
        written.completeExceptionally(new IllegalStateException("the broker is away"));

        // then
        assertThat(call)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(StoppedException.class);
        assertThat(looks).hasValue(0);
    }

    private FutureTask<?> calling() {
        FutureTask<?> call = new FutureTask<>(() -> tools.call(LOOK, false));
        Thread.startVirtualThread(call);
        return call;
    }

    private Journal journal() {
        WorkflowRun run = new WorkflowRun(EngineRules.of(WORKFLOW), SessionState.empty(SESSION));
        SessionWriter writer =
                new SessionWriter(
                        lease,
                        record -> {
                            appended.add(record);
                            return written;
                        },
                        clock,
                        0);
        BlobRef workflow = new BlobRef("sha256:" + "0".repeat(64), "workflow", 1);
        return new Journal(writer, new Checkpoints(null, workflow, null, metrics), run);
    }

    private static JsonNode json(String text) {
        return ContractsJson.read(text.getBytes(UTF_8), JsonNode.class);
    }

    private final class Look implements Tool {
        @Override
        public ToolSpec spec() {
            return new ToolSpec("Look", "Looks", json("{}"));
        }

        @Override
        public String call(Arguments arguments) {
            looks.incrementAndGet();
            return "seen";
        }
    }
}
