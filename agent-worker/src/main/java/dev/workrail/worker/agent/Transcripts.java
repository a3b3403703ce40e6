package dev.workrail.worker.agent;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds transcripts by name: `<name>.json` in the operator's directory, else the bundled
/// `/rehearsal/<name>/transcript.json`. Thread-safe.
public final class Transcripts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private final Optional<Path> directory;

    public Transcripts(Optional<Path> directory) {
        this.directory = directory;
    }

    /// Absent where there is none of that name.
    ///
    /// @throws dev.workrail.contracts.json.MalformedJsonException where it cannot be read
    public Optional<Transcript> find(String name) {
        if (!NAME.matches(name)) {
            return Optional.empty();
        }
        try {
            Optional<Path> file =
                    directory
                            .map(each -> each.resolve(name + ".json"))
                            .filter(Files::isRegularFile);
            if (file.isPresent()) {
                return Optional.of(Transcript.parse(Files.readAllBytes(file.get())));
            }
            try (InputStream in =
                    Transcripts.class.getResourceAsStream(
                            "/rehearsal/" + name + "/transcript.json")) {
                return in == null
                        ? Optional.empty()
                        : Optional.of(Transcript.parse(in.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
