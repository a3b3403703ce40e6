package dev.workrail.console.deletion;

import dev.workrail.console.access.Caller;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The end of an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class OrgDeletionResource {
    private final DeletionDesk desk;
    private final Caller caller;

    OrgDeletionResource(DeletionDesk desk, Caller caller) {
        this.desk = desk;
        this.caller = caller;
    }

    @DELETE
    @Operation(
            operationId = "deleteOrg",
            summary = "Delete an org and all that is kept of it, for good",
            description =
                    "From the answer on the org does not exist. What runs is stopped; configuration,"
                            + " people, sessions, proof records, audit log, blobs and keys are erased"
                            + " within minutes; Kafka forgets its records within 35 days. The id is"
                            + " not given out again. Export it first.")
    @APIResponse(
            responseCode = "202",
            description = "It is being erased; operators see how far that is",
            content = @Content(schema = @Schema(implementation = DeletedOrgView.class)))
    public Response delete(
            @PathParam("org") OrgId org,
            @Parameter(description = "The org's name, to be sure", required = true)
                    @QueryParam("confirm")
                    @Nullable String confirm) {
        DeletedOrgView begun = desk.begin(org, confirm, caller.subject());
        return Response.accepted(begun).location(URI.create("/api/v1/deleted-orgs/" + org)).build();
    }
}
