package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// An export of an org whose files are what its manifest says. Reads file by file, so its size does
/// not matter.
///
/// @param manifest as the archive has it
public record CheckedExport(JsonNode manifest) {
    private static final String MANIFEST = "manifest.json";
    private static final String FORMAT = "workrail.org-export.v1";

    /// @throws IOException where it is cut short, altered, or no export
    public static CheckedExport of(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            JsonNode manifest = ContractsJson.read(bytes(zip, MANIFEST), JsonNode.class);
            if (!manifest.path("format").asText().equals(FORMAT)) {
                throw new IOException("its format is not " + FORMAT);
            }
            for (JsonNode file : manifest.path("files")) {
                check(zip, file.path("name").asText(), file.path("sha256").asText());
            }
            return new CheckedExport(manifest);
        } catch (MalformedJsonException e) {
            throw new IOException("its manifest is not JSON", e);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        try (InputStream in = open(zip, name)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it has no " + name);
        }
        return zip.getInputStream(entry);
    }

    private static void check(ZipFile zip, String name, String expected) throws IOException {
        try (DigestInputStream in = new DigestInputStream(open(zip, name), sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!found.equals(expected)) {
                throw new IOException("%s is not what the manifest says".formatted(name));
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
