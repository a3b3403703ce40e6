package dev.workrail.app.cli.workflow;

import dev.workrail.app.cli.UnreadableFileException;
import dev.workrail.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file somebody named: whole, as UTF-8, and bounded, so that a wrong name costs no heap.
public final class InputFile {
    /// A character takes at most four bytes.
    private static final int MAX_BYTES = 4 * Json.MAX_TEXT;

    private InputFile() {}

    /// A byte order mark is left out.
    ///
    /// @param expected what the file should be, for the message
    /// @throws UnreadableFileException where it cannot be read
    public static String read(Path path, String expected) {
        if (!Files.exists(path)) {
            throw new UnreadableFileException(path, "there is no such file", expected);
        }
        if (Files.isDirectory(path)) {
            throw new UnreadableFileException(path, "it is a directory", expected);
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableFileException(
                        path, "it is larger than " + MAX_BYTES + " bytes", expected);
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(path, "it is no UTF-8 text", expected);
        } catch (IOException e) {
            throw new UnreadableFileException(
                    path, "reading failed (" + e.getClass().getSimpleName() + ")", expected);
        }
    }
}
