package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// `docs/performance.md`: what is measured and what bounds it, written by hand, then the results,
/// each appended by the run that measured it.
public record PerformanceDocument(Path file) {
    /// Of the product this bench belongs to, which the launcher names.
    public static PerformanceDocument ofTheProduct() {
        return in(Path.of(System.getProperty("workrail.home", ".")));
    }

    static PerformanceDocument in(Path root) {
        return new PerformanceDocument(root.resolve("docs/performance.md"));
    }

    /// @throws IOException where the document is not there or cannot be written: a result that was
    ///   asked to be kept is not dropped in silence
    public void append(String result) throws IOException {
        Files.writeString(file, "\n" + result, StandardOpenOption.APPEND);
        System.err.println("appended to " + file);
    }
}
