package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.app.cli.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail session download`: one artifact, into a file that is checked against its digest.
@Command(
        name = "download",
        description = "Download one of a session's artifacts and check its digest.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class SessionDownloadCommand implements Callable<Integer> {
    private static final int MOST = 5_000;

    @Mixin RemoteOptions options = new RemoteOptions();

    @Parameters(index = "0", paramLabel = "SESSION")
    String session = "";

    @Parameters(
            index = "1",
            paramLabel = "NAME",
            description = "Its name or id, as 'session artifacts' has it.")
    String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: its name, here.")
    @Nullable Path file;

    @Option(names = "--force", description = "Replace the file where it exists.")
    boolean force;

    @Override
    public Integer call() {
        Remote remote = options.open();
        JsonNode artifact = artifact(remote);
        Path target = file == null ? Path.of(artifact.path("name").asText()) : file;
        if (Files.exists(target) && !force) {
            throw new CommandFailedException(
                    "%s exists already; give another with -o, or --force".formatted(target));
        }
        remote.follow(artifact.path("url").asText(), target);
        if (!digest(target).equals(artifact.path("sha256").asText())) {
            throw CommandFailedException.foundWrong(
                    "%s is not what was made: its SHA-256 is another".formatted(target));
        }
        remote.out()
                .answer(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("file", target.toString())
                                .put("bytes", artifact.path("bytes").asLong())
                                .put("sha256", artifact.path("sha256").asText()),
                        "%s, %d bytes, digest checked"
                                .formatted(target, artifact.path("bytes").asLong()));
        return 0;
    }

    private JsonNode artifact(Remote remote) {
        String path = SessionCommand.path(remote, session) + "/artifacts";
        if (name.startsWith("art_")) {
            return remote.get(path + "/" + Query.encoded(name));
        }
        List<JsonNode> named =
                StreamSupport.stream(
                                remote.list(path, new Query(), MOST).path("items").spliterator(),
                                false)
                        .filter(artifact -> artifact.path("name").asText().equals(name))
                        .toList();
        if (named.isEmpty()) {
            throw CommandFailedException.notThere(
                    "session '%s' has no artifact '%s'; see 'session artifacts'"
                            .formatted(session, name));
        }
        // Of one name the last is the one that counts: the same tests of the same commit again.
        return named.getLast();
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new CommandFailedException(
                    "%s cannot be read: %s".formatted(file, e.getMessage()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
