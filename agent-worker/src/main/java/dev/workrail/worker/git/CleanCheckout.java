package dev.workrail.worker.git;

import dev.workrail.worker.sandbox.SandboxUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The files of one commit and nothing else, for the test gate: no `.git`, no ignored files,
/// nothing the agent left lying about.
public final class CleanCheckout implements AutoCloseable {
    private final Path home;

    private CleanCheckout(Path home) {
        this.home = home;
    }

    /// @param home a directory that may be removed and made again
    public static CleanCheckout of(Mirror mirror, String commit, Path home, SandboxUser user)
            throws InterruptedException {
        CleanCheckout checkout = new CleanCheckout(home);
        checkout.close();
        try {
            Files.createDirectories(checkout.files());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> index =
                Map.of(
                        "GIT_INDEX_FILE", home.resolve("index").toString(),
                        "GIT_WORK_TREE", checkout.files().toString());
        Git git = mirror.git();
        git.in(mirror.directory(), "read-tree", commit).with(index).text();
        git.in(mirror.directory(), "checkout-index", "--all", "--force").with(index).text();
        user.ownTree(checkout.files());
        return checkout;
    }

    public Path files() {
        return home.resolve("files");
    }

    @Override
    public void close() {
        DirectoryRemoval.remove(home);
    }
}
