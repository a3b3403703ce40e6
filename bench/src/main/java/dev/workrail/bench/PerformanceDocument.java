package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// `docs/performance.md`: what is measured and what bounds it, written by hand, then the results,
/// each appended by the run that measured it.
record PerformanceDocument(Path file) {
    static PerformanceDocument in(Path root) {
        return new PerformanceDocument(root.resolve("docs/performance.md"));
    }

    /// @throws IOException where the document is not there or cannot be written: a result that was
    ///   asked to be kept is not dropped in silence
    void append(String result) throws IOException {
        Files.writeString(file, "\n" + result, StandardOpenOption.APPEND);
        System.err.println("appended to " + file);
    }
}
