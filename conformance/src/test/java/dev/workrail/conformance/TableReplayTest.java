package dev.workrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableReplayTest {
    private final VectorInput shared = SharedVectors.require();

    @Test
    void shouldDecideEveryRecordedCondition() {
        assertAllPass(new ConditionReplay(), 762);
    }

    @Test
    void shouldResolveEveryRecordedTemplate() {
        assertAllPass(new TemplateReplay(), 104);
    }

    @Test
    void shouldReproduceEveryRecordedDigest() {
        assertAllPass(new HashReplay(), 71);
    }

    @Test
    void shouldCompileEveryBundledWorkflowToTheRecordedSteps() {
        assertAllPass(new CompiledReplay(), 30);
    }

    @Test
    void shouldRefuseEveryInvalidWorkflowInItsStage() {
        assertAllPass(new InvalidReplay(), 74);
    }

    private void assertAllPass(Replay replay, int atLeast) {
        // when
        Report report = Conformance.replay(List.of(replay), shared);

        // then
        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isGreaterThanOrEqualTo(atLeast);
    }
}
