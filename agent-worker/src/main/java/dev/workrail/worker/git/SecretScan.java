package dev.workrail.worker.git;

import dev.workrail.contracts.session.SessionEvent.SecretsFound.Finding;
import java.util.ArrayList;
import java.util.List;

/// Looks for secrets in what an imported commit adds. A finding is a pattern, a file and a line;
/// the value goes nowhere.
public final class SecretScan {
    private final Git git;

    public SecretScan(Git git) {
        this.git = git;
    }

    /// @param repository bare repository of the worker's own that holds both commits
    /// @return empty where nothing was found; at most 100
    public List<Finding> findings(Mirror repository, String base, String commit)
            throws InterruptedException {
        String diff =
                git.in(
                                repository.directory(),
                                "diff-tree",
                                "-r",
                                "-p",
                                "-U0",
                                // Attributes in the tree must not declare a file binary to hide it.
                                "--text",
                                "--no-color",
                                "--no-ext-diff",
                                "--no-textconv",
                                "--no-renames",
                                "--src-prefix=a/",
                                "--dst-prefix=b/",
                                base,
                                commit)
                        .output();
        return in(diff);
    }

    static List<Finding> in(String diff) {
        List<Finding> findings = new ArrayList<>();
        for (AddedLines.Added added : AddedLines.of(diff)) {
            for (SecretPattern pattern : SecretPattern.in(added.text())) {
                if (findings.size() < 100) {
                    findings.add(new Finding(pattern.title(), added.file(), added.line()));
                }
            }
        }
        return List.copyOf(findings);
    }
}
