package dev.workrail.engine.finding;

/// One thing that is wrong, or likely wrong, with a workflow.
///
/// @param code stable name of the kind of finding, such as `duplicate-step-id`
/// @param pointer JSON pointer (RFC 6901) to the place in the file; empty for the whole
/// @param found what is there, cut to a readable length
/// @param expected what should be there, or what to do
public record Finding(
        Severity severity,
        Stage stage,
        String code,
        String pointer,
        String found,
        String expected) {
    /// One line: where, what, and what was expected.
    public String message() {
        return (pointer.isEmpty() ? "/" : pointer) + ": " + found + "; expected " + expected;
    }
}
