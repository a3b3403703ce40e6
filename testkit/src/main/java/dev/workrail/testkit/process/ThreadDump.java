package dev.workrail.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/// What the threads of another virtual machine are doing, virtual ones included: a process that
/// does not end is then explained by the failure of the test that met it.
final class ThreadDump {
    private ThreadDump() {}

    /// @return the dump, or why there is none
    static String of(long pid) throws InterruptedException {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path file = folder.resolve("dump.txt");
            try {
                Process jcmd =
                        new ProcessBuilder(
                                        Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                                .toString(),
                                        Long.toString(pid),
                                        "Thread.dump_to_file",
                                        file.toString())
                                .redirectErrorStream(true)
                                .start();
                boolean ended = jcmd.waitFor(20, TimeUnit.SECONDS);
                return ended && Files.exists(file)
                        ? Files.readString(file)
                        : "no dump: jcmd " + (ended ? "failed" : "took too long");
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            return "no dump: " + e.getMessage();
        }
    }
}
