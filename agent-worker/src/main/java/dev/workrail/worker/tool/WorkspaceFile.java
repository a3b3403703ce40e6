package dev.workrail.worker.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads and writes regular files of the workspace, whole and bounded, and keeps the ledger of what
/// the agent has seen.
final class WorkspaceFile {
    /// Largest file a tool takes in whole, bytes.
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private final Workspace workspace;
    private final ReadLedger ledger;
    private final Path path;
    private final String name;

    WorkspaceFile(Workspace workspace, ReadLedger ledger, String path) throws ToolException {
        this.workspace = workspace;
        this.ledger = ledger;
        this.path = workspace.resolve(path);
        this.name = workspace.relative(this.path);
    }

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    byte[] read() throws ToolException {
        // A pipe or device would never end.
        if (!Files.isRegularFile(path)) {
            throw new ToolException(
                    exists() ? "'" + name + "' is not a file" : "'" + name + "' does not exist");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new ToolException(
                        "'%s' is larger than %d MiB; look at parts of it with Bash"
                                .formatted(name, MAX_BYTES >> 20));
            }
            return content;
        } catch (IOException e) {
            throw new ToolException("cannot read '" + name + "': " + Workspace.reason(e), e);
        }
    }

    void saw(byte[] content) {
        ledger.saw(name, content);
    }

    /// The content, provided the agent has read it and it has not changed since.
    byte[] readKnown() throws ToolException {
        byte[] content = read();
        if (!ledger.knows(name)) {
            throw new ToolException("'" + name + "' has not been read; Read it first");
        }
        if (!ledger.current(name, content)) {
            throw new ToolException(
                    "'" + name + "' has changed since it was read; Read it again, then change it");
        }
        return content;
    }

    /// The same as text.
    ///
    /// @throws ToolException where it is no UTF-8: written back, its other bytes would be lost
    String readKnownText() throws ToolException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(readKnown()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ToolException(
                    "'" + name + "' is not UTF-8 text; change it with Bash, or Write it anew", e);
        }
    }

    void write(String content) throws ToolException {
        workspace.requireWritable(path);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_BYTES) {
            throw new ToolException("the content is larger than %d MiB".formatted(MAX_BYTES >> 20));
        }
        try {
            makeParents();
            boolean created = !exists();
            Files.write(
                    path,
                    bytes,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            if (created) {
                workspace.user().own(path);
            }
        } catch (IOException e) {
            throw new ToolException("cannot write '" + name + "': " + Workspace.reason(e), e);
        }
        ledger.saw(name, bytes);
    }

    private void makeParents() throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path p = path.getParent(); p != null && !Files.exists(p); p = p.getParent()) {
            missing.push(p);
        }
        for (Path directory : missing) {
            Files.createDirectory(directory);
            workspace.user().own(directory);
        }
    }

    String name() {
        return name;
    }
}
