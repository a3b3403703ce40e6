package dev.workrail.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Runs child processes to their end, or kills them: on time-out, for their memory, on interruption
/// of the caller, and when the worker dies.
///
/// Interrupting the calling thread kills the process, which is how a session that lost its lease
/// stops in the middle of a command. Thread-safe; close it last.
public final class ProcessRunner implements AutoCloseable {
    private static final Duration PIPE_GRACE = Duration.ofSeconds(2);
    private static final Duration MEMORY_LOOK = Duration.ofMillis(200);

    /// bubblewrap's `--die-with-parent` asks the kernel for a signal when the *thread* that forked
    /// ends. A carrier of virtual threads may end at any time; this one lives as long as the
    /// worker.
    private final ExecutorService launcher =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("process-launcher").factory());

    /// @throws UncheckedIOException where the program cannot be started
    /// @throws InterruptedException where the caller was interrupted; the process is dead by then
    public ProcessResult run(ProcessSpec spec) throws InterruptedException {
        long started = System.nanoTime();
        Process process = start(spec);
        try {
            BoundedOutput out = new BoundedOutput(spec.outputLimit());
            BoundedOutput err = new BoundedOutput(spec.outputLimit());
            Thread feed = feed(process, spec.stdin());
            Thread readOut = pump(process.getInputStream(), out);
            Thread readErr = pump(process.getErrorStream(), err);
            End end = await(process, spec);
            if (end != End.EXITED) {
                kill(process);
            }
            // A process that outlived its parent may hold the pipes open for ever.
            readOut.join(PIPE_GRACE);
            readErr.join(PIPE_GRACE);
            feed.join(PIPE_GRACE);
            return new ProcessResult(
                    exitCode(process, end),
                    out.bytes(),
                    err.bytes(),
                    end == End.TIMED_OUT,
                    end == End.OVER_MEMORY,
                    out.truncated() || err.truncated(),
                    Duration.ofNanos(System.nanoTime() - started));
        } finally {
            kill(process);
        }
    }

    private enum End {
        EXITED,
        TIMED_OUT,
        OVER_MEMORY
    }

    private static End await(Process process, ProcessSpec spec) throws InterruptedException {
        TreeMemory memory = new TreeMemory(process.toHandle());
        long deadline = System.nanoTime() + spec.timeout().toNanos();
        while (true) {
            long left = deadline - System.nanoTime();
            long pause = spec.memoryLimit() == 0 ? left : Math.min(left, MEMORY_LOOK.toNanos());
            if (process.waitFor(Math.max(0, pause), TimeUnit.NANOSECONDS)) {
                return End.EXITED;
            }
            if (System.nanoTime() >= deadline) {
                return End.TIMED_OUT;
            }
            if (spec.memoryLimit() > 0 && memory.exceeds(spec.memoryLimit())) {
                return End.OVER_MEMORY;
            }
        }
    }

    private static int exitCode(Process process, End end) {
        return switch (end) {
            case EXITED -> process.exitValue();
            case TIMED_OUT -> ProcessResult.TIMED_OUT;
            case OVER_MEMORY -> ProcessResult.KILLED;
        };
    }

    private Process start(ProcessSpec spec) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(spec.command());
        builder.directory(spec.directory().toFile());
        builder.environment().clear();
        builder.environment().putAll(spec.environment());
        builder.redirectInput(Redirect.PIPE);
        try {
            return launcher.submit(builder::start).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException(cause);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Thread feed(Process process, byte[] stdin) {
        return Thread.startVirtualThread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                in.write(stdin);
            } catch (IOException e) {
                // The process ended without reading all of it: its exit code tells why.
                Thread.yield();
            }
        });
    }

    private static Thread pump(InputStream in, BoundedOutput into) {
        return Thread.startVirtualThread(() -> {
            try (in) {
                into.drain(in);
            } catch (IOException e) {
                // The stream was closed by the kill; what came before it is kept.
                Thread.yield();
            }
        });
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        launcher.shutdown();
    }
}
