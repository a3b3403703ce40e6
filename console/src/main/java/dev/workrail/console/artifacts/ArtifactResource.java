package dev.workrail.console.artifacts;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.sessions.KnownSessions;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.ArtifactKind;
import dev.workrail.projections.read.ArtifactReader;
import dev.workrail.projections.read.Paging;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a session made that can be downloaded.
@Path("/api/v1/orgs/{org}/sessions/{session}/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class ArtifactResource {
    private final ArtifactReader artifacts;
    private final ArtifactLinks links;
    private final KnownSessions known;

    public ArtifactResource(ArtifactReader artifacts, ArtifactLinks links, KnownSessions known) {
        this.artifacts = artifacts;
        this.links = links;
        this.known = known;
    }

    /// An artifact and a link to its content.
    ///
    /// @param kind artifact, output, diff, transcript, worktree or workflow
    /// @param sha256 of the content, hexadecimal
    /// @param url works without a key until `expiresAt`; relative where the deployment was not told
    ///   its own address
    public record ArtifactView(
            String id,
            String name,
            String kind,
            String mediaType,
            long bytes,
            String sha256,
            Instant at,
            String url,
            Instant expiresAt) {}

    @GET
    @Operation(
            operationId = "listArtifacts",
            summary = "What a session made, with links to download it",
            description =
                    "Results the agent handed in, outputs of tests and diffs of commits as they"
                            + " came; then what its last checkpoint holds: the transcript (in parts"
                            + " while it runs), uncommitted files and the workflow. Each link works"
                            + " without a key for some minutes, for whoever has it.")
    public Page<ArtifactView> list(
            @PathParam("org") OrgId org,
            @PathParam("session") SessionId session,
            @Parameter(description = "artifact, output, diff, transcript, worktree or workflow")
                    @QueryParam("kind")
                    @Nullable String kind,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        known.expect(org, session);
        ArtifactKind wanted = kind(kind);
        Paging paging = ViewPages.paging(cursor, limit, true);
        return ViewPages.page(paging, asked -> artifacts.page(org, session, wanted, asked))
                .map(artifact -> view(org, session, artifact));
    }

    @GET
    @Path("/{artifact}")
    @Operation(operationId = "getArtifact", summary = "An artifact with a fresh link")
    public ArtifactView get(
            @PathParam("org") OrgId org,
            @PathParam("session") SessionId session,
            @PathParam("artifact") String artifact) {
        known.expect(org, session);
        return view(
                org,
                session,
                artifacts
                        .find(org, session, artifact)
                        .orElseThrow(() ->
                                ProblemException.notFound("this session has no such artifact")));
    }

    private ArtifactView view(OrgId org, SessionId session, ArtifactReader.Artifact artifact) {
        ArtifactLinks.Link link = links.to(org, session, artifact.id());
        return new ArtifactView(
                artifact.id(),
                artifact.name(),
                artifact.kind().wire(),
                artifact.kind().mediaType(),
                artifact.bytes(),
                artifact.sha256(),
                artifact.at(),
                link.url(),
                link.expiresAt());
    }

    private static @Nullable ArtifactKind kind(@Nullable String name) {
        return ViewPages.among("kind", name, List.of(ArtifactKind.values()), ArtifactKind::wire);
    }
}
