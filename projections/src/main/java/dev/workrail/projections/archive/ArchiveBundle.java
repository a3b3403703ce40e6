package dev.workrail.projections.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All records of one session, in the order of each topic, and a manifest that proves them whole.
///
/// The same records give the same bytes, so archiving twice stores one blob.
public record ArchiveBundle(
        int version, OrgId org, SessionId session, Manifest manifest, List<Archived> records) {
    /// The form this version writes and reads.
    public static final int VERSION = 1;

    /// The kind of blob a bundle is.
    public static final String BLOB_KIND = "archive";

    public ArchiveBundle {
        records = List.copyOf(records);
    }

    /// @param digests `sha256:` and 64 hexadecimal digits of each record's JSON, in order
    /// @param digest of all digests in order, each followed by a line feed
    public record Manifest(int records, List<String> digests, String digest) {}

    /// A record as it lay in the log.
    ///
    /// @param timestamp by the producer's clock
    public record Archived(
            String topic, int partition, long offset, Instant timestamp, Event event) {}

    /// A CloudEvent; its data is one of the topic's family.
    public record Event(
            String id,
            String source,
            String type,
            String subject,
            Instant time,
            @Nullable String traceparent,
            JsonNode data) {
        <T> Envelope<T> envelope(Class<T> family) {
            return new Envelope<>(
                    id,
                    source,
                    type,
                    subject,
                    time,
                    traceparent,
                    ContractsJson.fromTree(data, family));
        }
    }

    /// A bundle of records, which are in order.
    public static ArchiveBundle of(OrgId org, SessionId session, List<Archived> records) {
        return new ArchiveBundle(VERSION, org, session, manifest(records), records);
    }

    public byte[] toJson() {
        return ContractsJson.write(this);
    }

    /// Reads a bundle and checks it against its manifest.
    ///
    /// @throws IOException where it is of another version, or not what its manifest says
    public static ArchiveBundle read(byte[] json) throws IOException {
        ArchiveBundle bundle = ContractsJson.read(json, ArchiveBundle.class);
        if (bundle.version() != VERSION) {
            throw new IOException(
                    "expected an archive of version %d, was %d"
                            .formatted(VERSION, bundle.version()));
        }
        if (!manifest(bundle.records()).equals(bundle.manifest())) {
            throw new IOException(
                    "the archive of session %s is not what its manifest says: it was altered"
                            .formatted(bundle.session()));
        }
        return bundle;
    }

    private static Manifest manifest(List<Archived> records) {
        List<String> digests =
                records.stream().map(record -> digest(ContractsJson.write(record))).toList();
        String lines = String.join("\n", digests) + "\n";
        return new Manifest(
                records.size(), digests, digest(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "sha256:" + HexFormat.of().formatHex(sha256);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform provides SHA-256", e);
        }
    }
}
