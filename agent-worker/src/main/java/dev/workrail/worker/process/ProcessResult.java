package dev.workrail.worker.process;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// How a process ended.
///
/// @param exitCode 128 + signal where a signal ended it; 124 where the time ran out, 137 where it
///   held too much memory
/// @param overMemory true where it was killed for the memory that its processes held
/// @param truncated true where either stream exceeded its limit and its middle was left out
public record ProcessResult(
        int exitCode,
        byte[] stdout,
        byte[] stderr,
        boolean timedOut,
        boolean overMemory,
        boolean truncated,
        Duration took) {
    /// What `timeout(1)` exits with, used for a process that ran out of time.
    public static final int TIMED_OUT = 124;

    /// What a process that the kernel kills exits with.
    public static final int KILLED = 137;

    public boolean succeeded() {
        return exitCode == 0;
    }

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
