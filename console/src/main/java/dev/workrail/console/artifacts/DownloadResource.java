package dev.workrail.console.artifacts;

import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.problem.ProblemMapper;
import dev.workrail.projections.read.ArtifactReader;
import dev.workrail.projections.read.ArtifactReader.Artifact;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Answers the links of [ArtifactLinks], whoever follows them. Nothing of an artifact is looked at
/// before the link's signature holds.
@Path("/api/v1/orgs/{org}/sessions/{session}/artifacts/{artifact}/content")
@Tag(name = "Sessions")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DownloadResource {

    private final ArtifactLinks links;
    private final ArtifactReader artifacts;
    private final ArtifactContents contents;
    private final DownloadBudget budget;

    public DownloadResource(
            ArtifactLinks links,
            ArtifactReader artifacts,
            ArtifactContents contents,
            DownloadBudget budget) {
        this.links = links;
        this.artifacts = artifacts;
        this.contents = contents;
        this.budget = budget;
    }

    @GET
    @Operation(
            operationId = "downloadArtifact",
            summary = "The content of an artifact, by its signed link",
            description =
                    "Takes the `url` of an artifact as it is. Follows Range for one range of"
                            + " bytes.")
    @APIResponse(
            responseCode = "200",
            description = "The content",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "The bytes that Range names",
            content =
                    @Content(
                            mediaType = MediaType.WILDCARD,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response download(
            @PathParam("org") String org,
            @PathParam("session") String session,
            @PathParam("artifact") String artifact,
            @Parameter(description = "seconds since 1970") @QueryParam("expires")
                    @Nullable String expires,
            @QueryParam("signature") @Nullable String signature,
            @HeaderParam("Range") @Nullable String range,
            @HeaderParam("If-Range") @Nullable String unchanged,
            @Context RoutingContext exchange)
            throws InterruptedException {
        links.check(
                new ArtifactLinks.Target(org, session, artifact),
                seconds(expires),
                signature == null ? "" : signature);
        OrgId owner = new OrgId(org);
        SessionId of = new SessionId(session);
        Artifact found =
                artifacts
                        .find(owner, of, artifact)
                        .orElseThrow(() ->
                                ProblemException.notFound("the artifact is not there any more"));
        Runnable giveBack = budget.take(found.bytes());
        exchange.addEndHandler(_ -> giveBack.run());
        if (exchange.response().ended() || exchange.response().closed()) {
            // Its client went while it waited: nobody calls the handler then.
            giveBack.run();
        }
        byte[] content = contents.of(owner, of, found);
        String tag = "\"" + found.sha256() + "\"";
        boolean part = unchanged == null || unchanged.strip().equals(tag);
        return answer(content, ByteRange.of(part ? range : null, content.length), found, tag);
    }

    private static Response answer(byte[] content, ByteRange range, Artifact found, String tag) {
        if (range.empty() && content.length > 0) {
            return Response.status(416)
                    .type(ProblemMapper.MEDIA_TYPE)
                    .header("Content-Range", "bytes */" + content.length)
                    .entity(
                            Problem.of(
                                    ProblemCode.RANGE_NOT_SATISFIABLE,
                                    "the artifact has %d bytes".formatted(content.length)))
                    .build();
        }
        boolean whole = range.whole(content.length);
        Response.ResponseBuilder answer =
                Response.status(whole ? 200 : 206)
                        .entity(body(content, range))
                        .header(HttpHeaders.CONTENT_LENGTH, range.until() - range.from())
                        .header(HttpHeaders.CONTENT_TYPE, found.kind().mediaType())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"" + found.name() + "\"")
                        .header(HttpHeaders.ETAG, tag)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .header("Accept-Ranges", "bytes")
                        // Whatever an agent wrote, no browser runs it as a page of ours.
                        .header("X-Content-Type-Options", "nosniff")
                        .header("Content-Security-Policy", "default-src 'none'; sandbox")
                        .header("Referrer-Policy", "no-referrer");
        return whole
                ? answer.build()
                : answer.header("Content-Range", range.field(content.length)).build();
    }

    /// Written as fast as the client takes it, so that nothing queues beside the content.
    private static StreamingOutput body(byte[] content, ByteRange range) {
        return out -> out.write(content, range.from(), range.until() - range.from());
    }

    private static long seconds(@Nullable String expires) {
        if (expires != null && expires.matches("[0-9]{1,11}")) {
            return Long.parseLong(expires);
        }
        throw ViewPages.fault("expires", "expected the link as it was given out");
    }
}
