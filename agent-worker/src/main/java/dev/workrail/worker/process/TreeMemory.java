package dev.workrail.worker.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// What a process and all its descendants hold of the machine's memory, from proc(5).
///
/// Pages that several processes share, as after a fork, are divided among them (proportional set
/// size), so that the sum over the tree counts each once. That is costly to ask for, so it is asked
/// only where the plain sum, which counts shared pages again and again, exceeds what is allowed.
final class TreeMemory {
    private static final Path PROC = Path.of("/proc");

    private final ProcessHandle root;

    TreeMemory(ProcessHandle root) {
        this.root = root;
    }

    boolean exceeds(long bytes) {
        List<Path> tree =
                Stream.concat(Stream.of(root), root.descendants())
                        .map(process -> PROC.resolve(Long.toString(process.pid())))
                        .toList();
        return tree.stream().mapToLong(TreeMemory::resident).sum() > bytes
                && tree.stream().mapToLong(TreeMemory::proportional).sum() > bytes;
    }

    /// Zero for a process that has ended.
    private static long resident(Path process) {
        return bytes(process.resolve("status"), "VmRSS:").orElse(0);
    }

    private static long proportional(Path process) {
        // Where the kernel hides it, what is known of the process counts whole.
        return bytes(process.resolve("smaps_rollup"), "Pss:").orElseGet(() -> resident(process));
    }

    private static OptionalLong bytes(Path file, String name) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            // The process has ended since it was listed.
            return "";
        }
    }
}
