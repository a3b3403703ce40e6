package dev.workrail.console.deletion;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Orgs that were deleted, for the operators of the deployment.
@Path("/api/v1/deleted-orgs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DeletedOrgResource {
    private final DeletionDesk desk;

    DeletedOrgResource(DeletionDesk desk) {
        this.desk = desk;
    }

    @GET
    @Operation(operationId = "listDeletedOrgs", summary = "Orgs that were deleted")
    public Page<DeletedOrgView> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                desk.after(page.after(), page.toRead()), page, deleted -> deleted.org().value());
    }

    @GET
    @Path("/{deleted}")
    @Operation(operationId = "getDeletedOrg", summary = "How far a deleted org is erased")
    public DeletedOrgView get(@PathParam("deleted") OrgId deleted) {
        return desk.find(deleted)
                .orElseThrow(() ->
                        ProblemException.notFound("org '%s' was not deleted".formatted(deleted)));
    }
}
