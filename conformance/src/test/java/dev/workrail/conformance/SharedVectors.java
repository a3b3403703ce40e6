package dev.workrail.conformance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The recorded vectors that lie beside a checkout. Without them tests are skipped and say so;
/// where `CI` is `true` they fail, so that a green build has seen them.
final class SharedVectors {
    private SharedVectors() {}

    static VectorInput require() {
        Path root = Path.of(System.getProperty("workrail.shared", "../shared"));
        Path vectors = root.resolve("vectors");
        if (!Files.isDirectory(vectors)) {
            String absent = "no vectors at " + vectors + "; set -Dworkrail.shared";
            if ("true".equals(System.getenv("CI"))) {
                fail(absent);
            }
            abort(absent);
        }
        return new VectorInput(vectors, List.of(root.resolve("corpus/workrail-workflows")));
    }
}
