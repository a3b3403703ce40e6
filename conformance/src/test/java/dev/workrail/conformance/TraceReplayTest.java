package dev.workrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.conformance.trace.TraceReplay;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceReplayTest {
    private final VectorInput shared = SharedVectors.require();

    @Test
    void shouldAnswerEveryRecordedRunAsRecordedOrAsDecided() {
        // when
        Report report = Conformance.replay(List.of(new TraceReplay()), shared);

        // then
        assertThat(report.failures()).isEmpty();
        assertThat(report.skips()).isEmpty();
        assertThat(report.passed()).isGreaterThanOrEqualTo(499);
    }
}
