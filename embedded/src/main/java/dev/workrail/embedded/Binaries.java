package dev.workrail.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Where PostgreSQL's programs are unpacked: in the user's cache, once for every data directory.
final class Binaries {
    private Binaries() {}

    /// @param home used where the user has no home directory to write to
    static Path directory(Path home) throws IOException {
        Path userHome = Path.of(System.getProperty("user.home", ""));
        Path parent =
                userHome.isAbsolute() && Files.isWritable(userHome)
                        ? userHome.resolve(".cache/workrail")
                        : home;
        Path directory = Files.createDirectories(parent.resolve("postgresql"));
        // Programs run from here: nobody else may put any.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        return directory;
    }
}
