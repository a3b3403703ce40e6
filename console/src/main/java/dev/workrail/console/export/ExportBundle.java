package dev.workrail.console.export;

import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a ZIP archive of files that have one JSON value per line, each digested as it is written.
/// Keeps nothing of what it wrote. One that is not finished is no archive. Not thread-safe.
final class ExportBundle {
    private final ZipOutputStream zip;
    private final List<ExportManifest.File> files = new ArrayList<>();

    ExportBundle(OutputStream out) {
        this.zip = new ZipOutputStream(out);
    }

    /// What fills a file.
    @FunctionalInterface
    interface Content {
        void into(Lines lines) throws IOException;
    }

    /// Adds a file and remembers its digest.
    void file(String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Lines lines = new Lines(zip);
        content.into(lines);
        zip.closeEntry();
        files.add(lines.asFile(name));
    }

    List<ExportManifest.File> files() {
        return List.copyOf(files);
    }

    /// Adds the manifest, which no digest is of, and ends the archive.
    void finish(ExportManifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry("manifest.json"));
        zip.write(ContractsJson.write(manifest));
        zip.closeEntry();
        zip.finish();
    }

    /// The lines of one file.
    static final class Lines {
        private final DigestOutputStream out;
        private long records;
        private long bytes;

        private Lines(OutputStream out) {
            this.out = new DigestOutputStream(out, sha256());
        }

        void add(Object value) throws IOException {
            byte[] json = ContractsJson.write(value);
            out.write(json);
            out.write('\n');
            records++;
            bytes += json.length + 1L;
        }

        private ExportManifest.File asFile(String name) {
            String digest = HexFormat.of().formatHex(out.getMessageDigest().digest());
            return new ExportManifest.File(name, records, bytes, digest);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError("every Java platform provides SHA-256", e);
            }
        }
    }
}
