package dev.workrail.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Processor time and memory of processes and those they started.
///
/// @param cpu user and system time so far of those that live
/// @param residentMiB resident now (`VmRSS`, proc(5)); memory that processes share counts in each
/// @param proportionalMiB resident now, with shared memory divided among those that share it (`Pss`
///   of `smaps_rollup`)
/// @param peakMiB the sum of each one's peak (`VmHWM`), so an upper bound where peaks do not
///   coincide
record ProcessUse(Duration cpu, long residentMiB, long proportionalMiB, long peakMiB) {
    /// Of a baseline in the process of the benchmark itself: there is nothing to tell apart.
    static final ProcessUse NONE = new ProcessUse(Duration.ZERO, 0, 0, 0);

    private static final long KIB_PER_MIB = 1024;

    /// What was used between two looks.
    record Used(Duration cpu, long peakMiB) {}

    static ProcessUse of(long... pids) {
        long[] all = LongStream.of(pids).flatMap(ProcessUse::family).distinct().toArray();
        return new ProcessUse(
                cpu(all),
                sum(all, "status", "VmRSS:"),
                sum(all, "smaps_rollup", "Pss:"),
                sum(all, "status", "VmHWM:"));
    }

    Used since(ProcessUse earlier) {
        return new Used(cpu.minus(earlier.cpu), peakMiB);
    }

    private static Duration cpu(long[] pids) {
        return LongStream.of(pids)
                .mapToObj(ProcessHandle::of)
                .flatMap(process ->
                        process.stream().flatMap(each -> each.info().totalCpuDuration().stream()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static long sum(long[] pids, String file, String field) {
        return LongStream.of(pids).map(pid -> kib(pid, file, field)).sum() / KIB_PER_MIB;
    }

    private static LongStream family(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(ProcessHandle::pid);
    }

    /// 0 for a process that ended meanwhile.
    private static long kib(long pid, String file, String field) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
