package dev.workrail.worker.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String CHILDREN = "children";

    private final ProcessHandle root;

    TreeMemory(ProcessHandle root) {
        this.root = root;
    }

    boolean exceeds(long bytes) {
        List<Path> tree = tree();
        return tree.stream().mapToLong(TreeMemory::resident).sum() > bytes
                && tree.stream().mapToLong(TreeMemory::proportional).sum() > bytes;
    }

    /// The JDK's own way to the descendants reads every process of the machine, so it is taken only
    /// where the kernel does not list the children of each thread.
    private List<Path> tree() {
        Path top = of(root);
        Path first = top.resolve("task").resolve(Long.toString(root.pid())).resolve(CHILDREN);
        if (!Files.exists(first)) {
            return Stream.concat(Stream.of(root), root.descendants()).map(TreeMemory::of).toList();
        }
        List<Path> tree = new ArrayList<>(List.of(top));
        for (int next = 0; next < tree.size(); next++) {
            tree.addAll(children(tree.get(next)));
        }
        return tree;
    }

    private static Path of(ProcessHandle process) {
        return PROC.resolve(Long.toString(process.pid()));
    }

    private static List<Path> children(Path process) {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.flatMap(thread -> Stream.of(text(thread.resolve(CHILDREN)).split(" ")))
                    .filter(pid -> !pid.isBlank())
                    .map(PROC::resolve)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // The process has ended since it was listed.
            return List.of();
        }
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
