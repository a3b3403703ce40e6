package dev.workrail.projections.sink;

import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Verification;
import dev.workrail.projections.read.ArtifactKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The rows of what events name that can be downloaded. An artifact has one row, however often it
/// is named.
final class ArtifactRows {
    private static final String DIGEST = "sha256:";
    private static final int LONGEST_NAME = 80;
    private static final int SHORT = 7;

    private final Rows rows =
            Rows.insert(
                    """
                    view.session_artifact (session_id, artifact_id, name, kind, bytes, sha256,
                        in_event, log_offset, item, at)\
                    """,
                    "on conflict do nothing",
                    "text",
                    "text",
                    "text",
                    "text",
                    "bigint",
                    "text",
                    "boolean",
                    "bigint",
                    "integer",
                    "timestamptz");

    /// Where an event lies, and when it happened.
    ///
    /// @param item its place in the record
    record Place(SessionId session, long offset, int item, Instant at) {}

    void event(Place place, LoggedEvent event) {
        if (event.data() instanceof SessionEvent.NodeOutputAppended output) {
            handedIn(place, output.payload());
        } else if (event.data() instanceof SessionEvent.ChangeCommitted commit) {
            blob(place, "change-" + cut(commit.change().commit()) + ".diff", commit.diff());
        }
    }

    void effect(Place place, Effect effect) {
        if (effect instanceof Effect.Verified verified) {
            output(place, verified.verification());
        }
    }

    void fact(Place place, Fact fact) {
        if (fact instanceof Fact.VerificationRecorded recorded) {
            output(place, recorded.verification());
        }
    }

    void execute(Connection connection) throws SQLException {
        rows.execute(connection);
    }

    private void output(Place place, Verification made) {
        String name = Wire.name(made.gate()) + "-" + cut(made.change().commit()) + ".log";
        blob(place, name, made.output());
    }

    private void blob(Place place, String name, @Nullable BlobRef blob) {
        if (blob != null) {
            add(place, name, blob.type(), blob.bytes(), blob.digest(), false);
        }
    }

    private void handedIn(Place place, SessionEvent.NodeOutputAppended.Payload payload) {
        if (payload.sha256() == null || payload.content() == null) {
            return;
        }
        String kind = payload.content().path("kind").asText();
        String name =
                (kind.isEmpty() ? "artifact" : kind)
                        + "-"
                        + cut(payload.sha256().replaceFirst(DIGEST, ""))
                        + ".json";
        int bytes = payload.byteLength() == null ? 0 : payload.byteLength();
        add(place, name, ArtifactKind.ARTIFACT.wire(), bytes, payload.sha256(), true);
    }

    private void add(
            Place place, String name, String kind, long bytes, String digest, boolean inEvent) {
        String session = place.session().value();
        String safe = safe(name);
        rows.add(
                session,
                Ids.derive("art", session, kind, safe, digest),
                safe,
                kind,
                bytes,
                digest.replaceFirst(DIGEST, ""),
                inEvent,
                place.offset(),
                place.item(),
                Micros.of(place.at()));
    }

    /// A name that any file system takes.
    private static String safe(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
        return plain.length() <= LONGEST_NAME
                ? plain
                : plain.substring(plain.length() - LONGEST_NAME);
    }

    private static String cut(String id) {
        return id.length() <= SHORT ? id : id.substring(0, SHORT);
    }
}
