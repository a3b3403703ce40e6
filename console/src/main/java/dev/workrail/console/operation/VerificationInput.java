package dev.workrail.console.operation;

import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.session.Gate;
import org.jspecify.annotations.Nullable;

/// What a person, or a program such as CI, found out about a commit.
///
/// @param gate human_approval, ci, review, or an audit; unit_tests is what the worker runs itself
/// @param passed false keeps the change from passing until the same caller says true
/// @param summary what was found, in a line or two
public record VerificationInput(
        @Nullable String gate, @Nullable Boolean passed, @Nullable String summary) {
    private static final int MAX_SUMMARY = 400;

    /// The input once it is whole.
    record Checked(Gate gate, boolean passed, String summary) {}

    /// @throws dev.workrail.platform.problem.ProblemException 400 with every fault
    Checked check() {
        InputFaults faults = new InputFaults();
        Gate read = Choices.of(faults, "/gate", gate, Gate.HUMAN_APPROVAL);
        if (gate == null) {
            faults.add("/gate", "expected a gate, was absent");
        }
        if (read == Gate.UNIT_TESTS) {
            faults.add("/gate", "unit_tests is verified by the worker's own run and nobody else");
        }
        if (passed == null) {
            faults.add("/passed", "expected true or false, was absent");
        }
        String said = faults.text("/summary", summary, MAX_SUMMARY);
        faults.refuseIfAny();
        return new Checked(read, Boolean.TRUE.equals(passed), said);
    }
}
