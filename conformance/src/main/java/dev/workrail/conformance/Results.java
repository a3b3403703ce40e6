package dev.workrail.conformance;

import dev.workrail.contracts.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;

/// Collects the results of replays. Confined to one thread.
public final class Results {
    private final List<VectorResult> results = new ArrayList<>();

    public void passed(String name) {
        results.add(new VectorResult.Passed(name));
    }

    public void failed(String name, String expected, String actual) {
        results.add(new VectorResult.Failed(name, expected, actual));
    }

    public void skipped(String name, String reason) {
        results.add(new VectorResult.Skipped(name, reason));
    }

    /// Passed where both are equal.
    public void check(String name, String expected, String actual) {
        if (expected.equals(actual)) {
            passed(name);
        } else {
            failed(name, expected, actual);
        }
    }

    /// Runs one check. What keeps it from its end is a failure of that vector alone: a file that is
    /// no vector, or an engine that throws where it has to answer.
    public void attempt(String name, Runnable check) {
        try {
            check.run();
        } catch (MalformedJsonException e) {
            failed(name, "a vector that can be read", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            failed(name, "an answer", "the replay ended with " + e);
        }
    }

    Report report() {
        return new Report(results);
    }
}
