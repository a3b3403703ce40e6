package dev.workrail.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.platform.problem.Problem;
import org.junit.jupiter.api.Test;

class InputFaultsTest {
    private final InputFaults faults = new InputFaults();

    @Test
    void shouldRefuseTextsThatNoDatabaseHolds() {
        // when
        faults.text("/nul", "a\0b", 10);
        faults.optional("/half", "a\uD800b", 10);
        faults.text("/whole", "a\uD83D\uDE00b", 10);

        // then
        assertThat(faults.all())
                .extracting(Problem.InputError::pointer)
                .containsExactly("/nul", "/half");
    }
}
