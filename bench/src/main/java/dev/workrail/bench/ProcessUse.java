package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Processor time and memory of a process and those it started.
///
/// @param cpu user and system time so far of those that live
/// @param residentMiB resident now (`VmRSS`, proc(5))
/// @param peakMiB the sum of each one's peak (`VmHWM`), so an upper bound where peaks do not
///   coincide
record ProcessUse(Duration cpu, long residentMiB, long peakMiB) {
    private static final long KIB_PER_MIB = 1024;

    /// What was used between two looks.
    record Used(Duration cpu, long peakMiB) {}

    static ProcessUse of(long pid) {
        Duration cpu =
                family(pid)
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .reduce(Duration.ZERO, Duration::plus);
        return new ProcessUse(
                cpu, sum(pid, "VmRSS:") / KIB_PER_MIB, sum(pid, "VmHWM:") / KIB_PER_MIB);
    }

    Used since(ProcessUse earlier) {
        return new Used(cpu.minus(earlier.cpu), peakMiB);
    }

    private static long sum(long pid, String field) {
        return family(pid).mapToLong(process -> kib(process.pid(), field)).sum();
    }

    private static Stream<ProcessHandle> family(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /// 0 for a process that ended meanwhile.
    private static long kib(long pid, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
