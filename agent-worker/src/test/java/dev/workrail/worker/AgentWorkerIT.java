package dev.workrail.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session from dispatch to its end, on a real broker, with real tools and a real remote.
@WorkrailBackend
final class AgentWorkerIT {
    @TempDir Path home;
    private WorkerFixture fixture;

    @BeforeEach
    void open(Backend backend) throws Exception {
        fixture = new WorkerFixture(backend, home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldRunARehearsalFromDispatchToAPushedAndProvenBranch() throws Exception {
        // given
        fixture.startWorker();
        SessionSpec spec = fixture.spec("whole", "fix-greeting");

        // when
        fixture.run(spec, 10);
        Effect.Ended ended = fixture.awaitEnd(spec);

        // then
        assertThat(ended.detail()).isNull();
        assertThat(ended.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(fixture.remoteRef(spec)).contains(ended.handoff().change().commit());
        assertThat(fixture.effects(spec.session(), Effect.Verified.class))
                .singleElement()
                .satisfies(verified -> {
                    assertThat(verified.verification().passed()).isTrue();
                    assertThat(verified.verification().exitCode()).isZero();
                    assertThat(verified.verification().output()).isNotNull();
                });
        assertThat(fixture.effects(spec.session(), Effect.Deliver.class))
                .extracting(Effect.Deliver::status)
                .containsExactly("started", "progress", "progress", "progress", "completed");
        assertContiguous(spec);
    }

    @Test
    void shouldTellAnOperatorWhatItDoes() throws Exception {
        // given
        fixture.startWorker();
        SessionSpec spec = fixture.spec("measured", "fix-greeting");

        // when
        fixture.run(spec, 10);
        fixture.awaitEnd(spec);

        // then
        Awaitility.await()
                .untilAsserted(() -> assertThat(count("sessions", "end", "success")).isOne());
        assertThat(count("pushes", "result", "pushed")).isOne();
        assertThat(timed("gates", "verdict", "passed")).isOne();
        assertThat(timed("steps", "answer", "completed")).isPositive();
        assertThat(timed("tools", "tool", "Bash")).isPositive();
        assertThat(timed("model.calls", "result", "answered")).isPositive();
        assertThat(gauge("slots.total")).isEqualTo(4);
        Awaitility.await().untilAsserted(() -> assertThat(gauge("slots.used")).isZero());
        assertThat(gauge("lease.age")).isZero();
        assertThat(fixture.meters.get("workrail.worker.checkpoint").summary().max()).isPositive();
    }

    private double count(String name, String tag, String value) {
        return fixture.meters.get("workrail.worker." + name).tag(tag, value).counter().count();
    }

    private long timed(String name, String tag, String value) {
        return fixture.meters.get("workrail.worker." + name).tag(tag, value).timer().count();
    }

    private double gauge(String name) {
        return fixture.meters.get("workrail.worker." + name).gauge().value();
    }

    private void assertContiguous(SessionSpec spec) {
        List<Long> indexes =
                fixture.segments(spec.session()).stream()
                        .flatMap(segment -> segment.events().stream())
                        .map(event -> event.eventIndex())
                        .toList();
        assertThat(indexes)
                .containsExactlyElementsOf(LongStream.range(0, indexes.size()).boxed().toList());
        SessionRecord.Segment last = fixture.segments(spec.session()).getLast();
        assertThat(last.checkpoint().nextEventIndex()).isEqualTo(indexes.size());
        assertThat(
                        fixture.segments(spec.session()).stream()
                                .flatMap(segment -> segment.events().stream())
                                .map(event -> event.data())
                                .filter(SessionEvent.ToolCallFailed.class::isInstance))
                .isEmpty();
    }
}
