package dev.workrail.engine.validate;

import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Severity;
import dev.workrail.engine.finding.Stage;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of validating a workflow.
///
/// @param findings all of them, in the order of the stages
/// @param compiled ready to run; absent exactly where there is an error
public record Validation(List<Finding> findings, @Nullable CompiledWorkflow compiled) {
    public Validation {
        findings = List.copyOf(findings);
    }

    public List<Finding> errors() {
        return findings.stream().filter(f -> f.severity() == Severity.ERROR).toList();
    }

    public List<Finding> warnings() {
        return findings.stream().filter(f -> f.severity() == Severity.WARNING).toList();
    }

    public boolean isValid() {
        return errors().isEmpty();
    }

    /// The earliest stage that found an error.
    public Optional<Stage> failedStage() {
        return errors().stream().map(Finding::stage).min(Comparator.naturalOrder());
    }
}
