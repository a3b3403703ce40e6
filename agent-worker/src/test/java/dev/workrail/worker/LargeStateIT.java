package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions whose context is as large as it may be, and larger.
@WorkrailBackend
final class LargeStateIT {
    private static final int NEARLY_256_KIB = 250 * 1024;

    @TempDir Path home;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend backend) throws Exception {
        fixture = new WorkerFixture(backend, home);
        fixture.workflow(Scripts.GATED);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldGoOnElsewhereWithALargeContext() throws Exception {
        // given
        SessionSpec spec = session("large", NEARLY_256_KIB);
        AgentWorkerRole first = fixture.startWorker();
        fixture.run(spec, 10);
        fixture.await(record -> fixture.effects(spec.session(), Effect.Parked.class).size() == 1);
        first.stop();
        Checkpoint parked = fixture.resumePoint(spec.session(), 11);
        String gate = fixture.events(spec, SessionEvent.GateOpened.class).getFirst().gateId();

        // when
        fixture.startWorker();
        fixture.run(spec, 11, approval(spec, gate));
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ContractsJson.write(parked)).hasSizeLessThan(32 * 1024);
        assertThat(parked.engine().has("$blob")).isTrue();
    }

    @Test
    void shouldRefuseAContextOverTheLimitAndSaySo() throws Exception {
        // given
        SessionSpec spec = session("too-large", 300 * 1024);
        fixture.startWorker();

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(ended.detail()).startsWith("the workflow does not start");
    }

    private SessionSpec session(String name, int bytes) throws Exception {
        fixture.transcript(name, Scripts.transcript(Scripts.step(), Scripts.step()));
        SessionSpec spec = fixture.spec(name, name, "gated", BranchStrategy.NONE);
        ((ObjectNode) spec.context()).put("ticket", "ü".repeat(bytes / 2));
        return spec;
    }

    private static Command approval(SessionSpec spec, String gate) {
        return new Command.GateVerdict(
                new CommandId("cmd-1"),
                spec.org(),
                spec.session(),
                gate,
                "approved",
                "Looks right.",
                "ada",
                null,
                Instant.now());
    }
}
