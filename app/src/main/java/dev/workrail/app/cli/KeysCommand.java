package dev.workrail.app.cli;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.platform.blob.OrgKeys;
import dev.workrail.platform.secret.SecretKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `workrail keys`: makes the key files that a cluster mounts as secrets.
@Command(
        name = "keys",
        description = "Make the key files of a cluster, or add a new key to one purpose.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {
    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIR",
            description = "Where the key files are, or are to be made.")
    @SuppressWarnings("NullAway.Init") // Required: set before call.
    Path directory;

    @Option(
            names = "--rotate",
            paramLabel = "PURPOSE",
            description = "Seal with a new key from now on; old secrets still open.")
    @Nullable SecretPurpose rotate;

    @Override
    public Integer call() throws IOException {
        SecretKeys keys = new SecretKeys(directory);
        if (rotate != null && !Files.isDirectory(directory)) {
            throw new CommandFailedException(
                    "--rotate: there are no keys in " + directory + "; make them without it first");
        }
        keys.ensureAll();
        OrgKeys.ensureKey(directory.resolve("blobs").resolve("key.json"));
        if (rotate != null) {
            keys.rotate(rotate);
        }
        System.out.println(
                "keys in "
                        + directory
                        + ": <purpose>/private.json for the role of that purpose,"
                        + " <purpose>.public.json for console, blobs/key.json for worker,"
                        + " projections and console");
        return 0;
    }
}
