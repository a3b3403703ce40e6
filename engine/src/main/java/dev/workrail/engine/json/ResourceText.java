package dev.workrail.engine.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Texts that ship with the engine. Thread-safe.
public final class ResourceText {
    private ResourceText() {}

    /// @param path absolute class path of a UTF-8 resource of this module
    /// @throws IllegalStateException where it is not there: a broken build, not bad input
    public static String of(String path) {
        try (InputStream in = ResourceText.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
