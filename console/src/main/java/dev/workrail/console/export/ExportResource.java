package dev.workrail.console.export;

import dev.workrail.console.access.Caller;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// An org's export, as a download.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class ExportResource {
    private static final String ZIP = "application/zip";
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final OrgExport export;
    private final AuditTrail audit;
    private final Caller caller;
    private final Clock clock;
    private final Set<OrgId> running = ConcurrentHashMap.newKeySet();

    ExportResource(OrgExport export, AuditTrail audit, Caller caller, Clock clock) {
        this.export = export;
        this.audit = audit;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("/export")
    @Produces(ZIP)
    @Operation(
            operationId = "exportOrg",
            summary = "Everything of the org in one archive",
            description =
                    "A ZIP archive, written while it is read: configuration (secrets by name,"
                            + " without values), people, sessions, events, proof records with"
                            + " their envelopes, public signing keys, audit log. Its last file,"
                            + " manifest.json, has the digest of each other; where it is missing"
                            + " the download was cut short. One export of an org runs at a time.")
    @APIResponse(
            responseCode = "200",
            description = "The archive",
            content =
                    @Content(
                            mediaType = ZIP,
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response export(@PathParam("org") OrgId org) {
        String by = caller.subject();
        Instant now = clock.instant();
        if (running.contains(org)) {
            throw ProblemException.tooManyRequests(
                    ProblemCode.EXPORT_RUNNING, "an export of this org runs already", RETRY);
        }
        audit.before(org, by + now, null, Act.on("org", org.value(), "export", null, null));
        StreamingOutput body =
                out -> {
                    // Not before: nobody takes it back where the answer is never written.
                    running.add(org);
                    try {
                        export.write(org, by, out);
                    } finally {
                        running.remove(org);
                    }
                };
        return Response.ok(body)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s.zip\""
                                .formatted(
                                        org,
                                        now.truncatedTo(ChronoUnit.SECONDS)
                                                .toString()
                                                .replace(":", "")))
                .build();
    }
}
