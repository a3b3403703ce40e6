package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The machine of a result, in one line: processor, cores, memory, kernel and JDK, from proc(5)
/// where there is one.
public final class Machine {
    private static final long KIB_PER_GIB = 1024L * 1024;

    private Machine() {}

    public static String describe() {
        return "On %s, %d cores, %s, %s %s, JDK %s."
                .formatted(
                        value("/proc/cpuinfo", "model name", System.getProperty("os.arch", "?")),
                        Runtime.getRuntime().availableProcessors(),
                        memory(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        Runtime.version());
    }

    private static String memory() {
        String kib = value("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return kib.isEmpty()
                ? "memory unknown"
                : Math.round((double) Long.parseLong(kib) / KIB_PER_GIB) + " GiB";
    }

    private static String value(String file, String name, String otherwise) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(otherwise);
        } catch (IOException e) {
            return otherwise;
        }
    }
}
