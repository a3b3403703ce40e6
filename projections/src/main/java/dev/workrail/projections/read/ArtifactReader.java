package dev.workrail.projections.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Reads what sessions made that can be downloaded. Another org's is not there. Thread-safe;
/// blocks.
@Singleton
public final class ArtifactReader {
    private static final String SORT = "artifacts";
    private static final int MAX = 5_000;

    private final ViewDatabaseAccess view;

    public ArtifactReader(TenantTx tenants, DataSource database) {
        this.view = new ViewDatabaseAccess(tenants, database);
    }

    /// @param name unlike those of the session's other artifacts, and fit for a file
    /// @param bytes of its content
    /// @param sha256 of its content, hexadecimal
    /// @param place where it is in the list
    /// @param blob its content; absent where that is in an event
    public record Artifact(
            String id,
            String name,
            ArtifactKind kind,
            long bytes,
            String sha256,
            Instant at,
            Place place,
            @Nullable BlobRef blob) {}

    /// Where an artifact is in its session's list: those of events as they lie in the log, then
    /// those of the last checkpoint.
    ///
    /// @param offset of the record whose event names it; all others come behind
    public record Place(long offset, int item) implements Comparable<Place> {
        private static final long CHECKPOINT = Long.MAX_VALUE;

        @Override
        public int compareTo(Place other) {
            return offset == other.offset
                    ? Integer.compare(item, other.item)
                    : Long.compare(offset, other.offset);
        }
    }

    /// In the order of the log, what the last checkpoint holds at the end; at most 5000 in all.
    ///
    /// @param kind absent for all
    public Page<Artifact> page(
            OrgId org, SessionId session, @Nullable ArtifactKind kind, Paging paging) {
        Cursor cursor = Cursor.decode(paging.cursor(), SORT);
        Place from = cursor == null ? null : place(cursor);
        SqlQuery named =
                new SqlQuery()
                        .add(
                                "select * from view.session_artifact where session_id = ?",
                                session.value())
                        .add("order by log_offset, item limit ?", MAX);
        List<Artifact> wanted =
                all(org, session, named).stream()
                        .filter(artifact -> kind == null || artifact.kind() == kind)
                        .filter(artifact -> from == null || artifact.place().compareTo(from) > 0)
                        .limit(paging.limit() + 1L)
                        .toList();
        return ViewDatabaseAccess.page(
                wanted,
                paging.limit(),
                artifact -> artifact,
                last ->
                        Cursor.encode(
                                SORT,
                                Long.toString(last.place().offset()),
                                Integer.toString(last.place().item())));
    }

    public Optional<Artifact> find(OrgId org, SessionId session, String artifact) {
        SqlQuery named =
                new SqlQuery()
                        .add(
                                "select * from view.session_artifact where session_id = ?",
                                session.value())
                        .add("and artifact_id = ?", artifact);
        return all(org, session, named).stream()
                .filter(one -> one.id().equals(artifact))
                .findFirst();
    }

    /// The content of an artifact that has no blob; empty where its event is gone.
    public Optional<JsonNode> content(OrgId org, SessionId session, Artifact artifact) {
        SqlQuery query =
                new SqlQuery()
                        .add("select data from view.session_event")
                        .add("where session_id = ?", session.value())
                        .add("and log_offset = ?", artifact.place().offset())
                        .add("and item = ?", artifact.place().item());
        return view
                .asOrg(
                        org,
                        connection ->
                                query.list(connection, row -> ViewDatabaseAccess.json(row, "data")))
                .stream()
                .map(event -> event.at("/payload/content"))
                .filter(content -> !content.isMissingNode())
                .findFirst();
    }

    /// @param named asks for those of events
    private List<Artifact> all(OrgId org, SessionId session, SqlQuery named) {
        SqlQuery checkpoint =
                new SqlQuery()
                        .add("select blobs from view.session_filter")
                        .add("where session_id = ? and blobs is not null", session.value());
        return view.asOrg(
                org,
                connection -> {
                    List<Artifact> all = new ArrayList<>();
                    named.list(connection, ArtifactReader::named).forEach(all::addAll);
                    checkpoint
                            .list(connection, ArtifactReader::blobs)
                            .forEach(blobs -> all.addAll(of(session, blobs)));
                    return all;
                });
    }

    /// None where its kind is not of this version.
    private static List<Artifact> named(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String sha256 = row.getString("sha256");
        long bytes = row.getLong("bytes");
        Instant at = Objects.requireNonNull(ViewDatabaseAccess.instant(row, "at"));
        Place place = new Place(row.getLong("log_offset"), row.getInt("item"));
        String id = row.getString("artifact_id");
        String name = row.getString("name");
        BlobRef blob =
                row.getBoolean("in_event") ? null : new BlobRef("sha256:" + sha256, kind, bytes);
        return ArtifactKind.of(kind).stream()
                .map(known -> new Artifact(id, name, known, bytes, sha256, at, place, blob))
                .toList();
    }

    private static CheckpointBlobs blobs(ResultSet row) throws SQLException {
        return ContractsJson.read(
                row.getString("blobs").getBytes(StandardCharsets.UTF_8), CheckpointBlobs.class);
    }

    private static List<Artifact> of(SessionId session, CheckpointBlobs blobs) {
        List<Artifact> artifacts = new ArrayList<>();
        int parts = blobs.conversation().size();
        for (int i = 0; i < parts; i++) {
            String name = parts == 1 ? "transcript.json" : "transcript-%02d.json".formatted(i + 1);
            artifacts.add(of(session, blobs, artifacts.size(), name, blobs.conversation().get(i)));
        }
        if (blobs.worktree() != null) {
            artifacts.add(
                    of(session, blobs, artifacts.size(), "worktree.bundle", blobs.worktree()));
        }
        if (blobs.workflow() != null) {
            artifacts.add(of(session, blobs, artifacts.size(), "workflow.json", blobs.workflow()));
        }
        return artifacts;
    }

    private static Artifact of(
            SessionId session, CheckpointBlobs blobs, int item, String name, BlobRef blob) {
        return new Artifact(
                Ids.derive("art", session.value(), blob.type(), blob.digest()),
                name,
                ArtifactKind.of(blob.type()).orElse(ArtifactKind.WORKTREE),
                blob.bytes(),
                blob.digest().replaceFirst("sha256:", ""),
                blobs.at(),
                new Place(Place.CHECKPOINT, item),
                blob);
    }

    private static Place place(Cursor cursor) {
        long item = new Cursor(cursor.sort(), cursor.id(), "").number();
        return new Place(
                cursor.number(), (int) Math.clamp(item, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }
}
