package dev.workrail.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an instance keeps at one moment.
///
/// @param heapMiB of the instance's own process, right after a full collection
/// @param residentMiB of all its processes, what they share divided among them
/// @param storesMiB of its state stores on disk
record MemorySample(Duration after, double heapMiB, double residentMiB, double storesMiB) {
    /// `Tenured total 3K, used 4K [`: the serial collector. A full collection leaves what lives in
    /// the old generation; the young one has what came since.
    private static final Pattern USED = Pattern.compile("Tenured .*used (\\d+)K");

    private static final double KIB_PER_MIB = 1024;
    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    static MemorySample of(BenchInstance instance, Duration after)
            throws IOException, InterruptedException {
        jcmd(instance.pid(), "GC.run");
        return new MemorySample(
                after,
                used(jcmd(instance.pid(), "GC.heap_info")),
                instance.use().proportionalMiB(),
                size(instance.data().path().resolve("streams")));
    }

    double hours() {
        return after.toMillis() / MILLIS_PER_HOUR;
    }

    String minute() {
        return "minute " + after.toMinutes();
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%s: heap %.0f MiB, resident %.0f MiB, stores %.1f MiB",
                minute(),
                heapMiB,
                residentMiB,
                storesMiB);
    }

    static double used(String heapInfo) {
        Matcher matcher = USED.matcher(heapInfo);
        if (!matcher.find()) {
            throw new IllegalStateException("no use of the heap in what jcmd said:\n" + heapInfo);
        }
        return Long.parseLong(matcher.group(1)) / KIB_PER_MIB;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd " + command + ": " + said);
        }
        return said;
    }

    /// Of the files below, of which some may go meanwhile.
    private static double size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(MemorySample::length).sum() / KIB_PER_MIB / KIB_PER_MIB;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static long length(Path file) {
        return file.toFile().isFile() ? file.toFile().length() : 0;
    }
}
