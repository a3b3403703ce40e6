package dev.workrail.worker.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The command line that isolates one command with bubblewrap (bwrap(1)) and bounds it with
/// prlimit(1).
///
/// As an ordinary user one bubblewrap does everything. As root the outer bubblewrap only makes the
/// mounts, which lets the worktree lie below a directory that only root can enter; setpriv(1) then
/// becomes the slot's user for good, and an inner bubblewrap takes away the right to make user
/// namespaces.
final class BubblewrapCommandLine {
    private static final List<String> DROP_ROOT =
            List.of("--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--no-new-privs");
    private static final List<String> SYSTEM_FILES =
            List.of(
                    "/etc/ld.so.cache",
                    "/etc/alternatives",
                    "/etc/ssl/certs",
                    "/etc/ca-certificates",
                    "/etc/localtime");
    private static final List<String> MERGED = List.of("bin", "sbin", "lib", "lib32", "lib64");

    private final List<String> line = new ArrayList<>();
    private final SandboxCommand command;
    private final List<Path> readable;

    private BubblewrapCommandLine(SandboxCommand command, List<Path> readable) {
        this.command = command;
        this.readable = readable;
    }

    /// @param readable further host directories that commands may read
    static List<String> of(SandboxCommand command, List<Path> readable) {
        return new BubblewrapCommandLine(command, readable).build();
    }

    private List<String> build() {
        boolean separate = command.user().separate();
        add("bwrap", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try");
        if (!command.limits().network()) {
            add("--unshare-net");
        }
        if (!separate) {
            dropRights();
        }
        add("--die-with-parent", "--new-session", "--clearenv");
        environment();
        mounts();
        if (separate) {
            String id = Integer.toString(command.user().id());
            add("--", "setpriv", "--reuid", id, "--regid", id);
            line.addAll(DROP_ROOT);
            add("bwrap", "--die-with-parent", "--dev-bind", "/", "/");
            dropRights();
            add("--chdir", directory());
        }
        add("--");
        limits();
        add("/bin/bash", "-c", command.command());
        return line;
    }

    private void dropRights() {
        add("--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000");
        add("--cap-drop", "ALL");
    }

    private void environment() {
        add("--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin");
        add("--setenv", "HOME", "/tmp");
        add("--setenv", "LANG", "C.UTF-8");
        add("--setenv", "TMPDIR", "/tmp");
        add("--setenv", "USER", "agent");
    }

    private void mounts() {
        add("--ro-bind", "/usr", "/usr");
        for (String name : MERGED) {
            Path path = Path.of("/", name);
            if (Files.isSymbolicLink(path)) {
                add("--symlink", "usr/" + name, "/" + name);
            } else if (Files.isDirectory(path)) {
                add("--ro-bind", "/" + name, "/" + name);
            }
        }
        // Directories made in passing would be open to the outer user alone.
        add("--perms", "0755", "--dir", "/etc", "--perms", "0755", "--dir", "/etc/ssl");
        SYSTEM_FILES.forEach(path -> add("--ro-bind-try", path, path));
        readable.forEach(path -> add("--ro-bind", path.toString(), path.toString()));
        add("--proc", "/proc", "--dev", "/dev");
        // A file system in memory: without a size of its own it could take half of the machine's.
        add("--size", bytes(command.limits().fileMiB()), "--perms", "1777", "--tmpfs", "/dev/shm");
        add("--remount-ro", "/dev");
        add("--size", bytes(command.limits().fileMiB()), "--perms", "1777", "--tmpfs", "/tmp");
        add("--bind", command.worktree().toString(), Sandbox.WORKSPACE);
        add("--remount-ro", "/", "--chdir", directory());
    }

    private String directory() {
        return command.directory().isEmpty()
                ? Sandbox.WORKSPACE
                : Sandbox.WORKSPACE + "/" + command.directory();
    }

    /// Bounds writable memory (RLIMIT_DATA) of each process, not address space, which runtimes such
    /// as the JVM reserve far beyond what they use. What they hold together is watched from
    /// outside.
    private void limits() {
        SandboxLimits limits = command.limits();
        add("prlimit", "--core=0", "--nofile=1024", "--nproc=" + limits.processes());
        add("--data=" + bytes(limits.memoryMiB()), "--cpu=" + limits.cpuSeconds());
        add("--fsize=" + bytes(limits.fileMiB()));
    }

    private static String bytes(int mebibytes) {
        return Long.toString(mebibytes * 1024L * 1024L);
    }

    private void add(String... arguments) {
        Collections.addAll(line, arguments);
    }
}
