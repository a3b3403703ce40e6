package dev.workrail.engine;

import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/// A workflow that had to be valid is not.
public final class InvalidWorkflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public InvalidWorkflowException(List<Finding> findings) {
        super(
                findings.stream()
                        .filter(f -> f.severity() == Severity.ERROR)
                        .map(Finding::message)
                        .collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    /// Errors and warnings.
    public List<Finding> findings() {
        return findings;
    }
}
