package dev.workrail.console.artifacts;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.ArtifactReader;
import dev.workrail.projections.read.ArtifactReader.Artifact;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bytes of artifacts, from the blob store or from the event that holds them. Thread-safe;
/// blocks.
@Singleton
final class ArtifactContents {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactContents.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ArtifactReader artifacts;
    private final BlobStore blobs;

    ArtifactContents(ArtifactReader artifacts, BlobStore blobs) {
        this.artifacts = artifacts;
        this.blobs = blobs;
    }

    /// @throws ProblemException 404 where it was collected since, 503 where the store is away
    byte[] of(OrgId org, SessionId session, Artifact artifact) {
        return find(org, session, artifact)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "the content of '%s' is not kept any more"
                                        .formatted(artifact.name())));
    }

    private Optional<byte[]> find(OrgId org, SessionId session, Artifact artifact) {
        if (artifact.blob() == null) {
            // The form that its digest is of.
            return artifacts
                    .content(org, session, artifact)
                    .map(content -> CanonicalJson.text(content).getBytes(StandardCharsets.UTF_8));
        }
        try {
            return blobs.get(org, artifact.blob());
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("org", org)
                    .addKeyValue("session", session)
                    .addKeyValue("error", e.toString())
                    .log("the blob store does not give an artifact");
            throw ProblemException.unavailable("the blob store does not give it", RETRY);
        }
    }
}
