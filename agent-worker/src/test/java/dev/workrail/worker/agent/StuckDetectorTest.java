package dev.workrail.worker.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

final class StuckDetectorTest {
    private final StuckDetector detector = new StuckDetector(10);

    @Test
    void shouldNoticeTheSameCallThreeTimesInARow() {
        // given
        call("Bash", "ls");
        call("Bash", "ls");
        assertThat(detector.check(2, 1)).isEmpty();

        // when
        call("Bash", "ls");

        // then
        assertThat(detector.check(3, 1))
                .hasValueSatisfying(stuck -> {
                    assertThat(stuck.reason()).isEqualTo("repeated_tool_call");
                    assertThat(stuck.fatal()).isTrue();
                });
    }

    @Test
    void shouldNotMistakeProgressForACircle() {
        call("Bash", "ls");
        call("Read", "ls");
        call("Bash", "ls");
        call("Bash", "ls");
        assertThat(detector.check(4, 1)).isEmpty();
    }

    @Test
    void shouldWarnOnceWhereMostTurnsAreGoneWithoutAStep() {
        assertThat(detector.check(7, 0)).isEmpty();
        assertThat(detector.check(8, 0))
                .hasValueSatisfying(stuck -> {
                    assertThat(stuck.reason()).isEqualTo("no_progress");
                    assertThat(stuck.fatal()).isFalse();
                });
        assertThat(detector.check(9, 0)).isEmpty();
    }

    private void call(String tool, String command) {
        detector.called(
                new ToolCall(
                        "id", tool, JsonNodeFactory.instance.objectNode().put("command", command)));
    }
}
