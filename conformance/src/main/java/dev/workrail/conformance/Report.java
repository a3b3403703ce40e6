package dev.workrail.conformance;

import java.util.List;

/// What came of a whole replay.
public record Report(List<VectorResult> results) {
    public Report {
        results = List.copyOf(results);
    }

    public long passed() {
        return results.stream().filter(VectorResult.Passed.class::isInstance).count();
    }

    public List<VectorResult.Failed> failures() {
        return results.stream()
                .filter(VectorResult.Failed.class::isInstance)
                .map(VectorResult.Failed.class::cast)
                .toList();
    }

    public List<VectorResult.Skipped> skips() {
        return results.stream()
                .filter(VectorResult.Skipped.class::isInstance)
                .map(VectorResult.Skipped.class::cast)
                .toList();
    }

    /// `N passed, N failed, N skipped`.
    public String summary() {
        return "%d passed, %d failed, %d skipped"
                .formatted(passed(), failures().size(), skips().size());
    }
}
