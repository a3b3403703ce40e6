package dev.workrail.engine.output;

import java.util.List;

/// What was found wrong in a submission, and what to do about it. Both lists are sorted and
/// bounded: an issue 512 bytes, a suggestion 1024, each list 4096 UTF-8 bytes.
///
/// @param contractRef what was checked
public record Validation(String contractRef, List<String> issues, List<String> suggestions) {
    private static final int ISSUE_BYTES = 512;
    private static final int SUGGESTION_BYTES = 1024;
    private static final int TOTAL_BYTES = 4096;

    /// Sorted, without doubles, and cut to the bounds.
    public static Validation of(String contractRef, List<String> issues, List<String> suggestions) {
        return new Validation(
                contractRef,
                Utf8.bounded(issues, ISSUE_BYTES, TOTAL_BYTES),
                Utf8.bounded(suggestions, SUGGESTION_BYTES, TOTAL_BYTES));
    }
}
