package dev.workrail.ingest.signature;

/// What a signature check found.
public sealed interface Verdict {
    /// The one verdict that lets a request on.
    Valid VALID = new Valid();

    /// Signed by someone who holds a secret of the trigger, recently where the scheme has a time.
    record Valid() implements Verdict {}

    /// @param reason what was expected and was not there; names headers, never a value or secret
    record Refused(String reason) implements Verdict {}
}
