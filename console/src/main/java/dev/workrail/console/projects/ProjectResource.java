package dev.workrail.console.projects;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.EntryUsers;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The projects of an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Projects")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class ProjectResource {
    private final EntryRoutes<ConfigValue.Project> projects;

    public ProjectResource(Configuration configuration, Caller caller) {
        this.projects =
                new EntryRoutes<>(
                        EntryKind.PROJECT, ProjectView::of, (_, _) -> {}, configuration, caller);
    }

    @GET
    @Path("/projects")
    @Operation(operationId = "listProjects", summary = "Projects by id")
    public Page<ProjectView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return projects.list(org, cursor, limit, ProjectView::of);
    }

    @POST
    @Path("/projects")
    @Operation(operationId = "createProject", summary = "Add a project")
    @APIResponseSchema(value = ProjectView.class, responseCode = "201")
    public Response create(@PathParam("org") OrgId org, @Nullable ProjectInput body) {
        return projects.create(
                org,
                InputFaults.body(body).read(org, null),
                "/api/v1/orgs/%s/projects".formatted(org));
    }

    @GET
    @Path("/projects/{project}")
    @Operation(operationId = "getProject", summary = "A project")
    @APIResponseSchema(value = ProjectView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org, @PathParam("project") String project) {
        return projects.get(org, project);
    }

    @PUT
    @Path("/projects/{project}")
    @Operation(operationId = "putProject", summary = "Change a project in whole, or add it")
    @APIResponseSchema(value = ProjectView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("project") String project,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable ProjectInput body) {
        return projects.replace(
                org, InputFaults.body(body).read(org, project), ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/projects/{project}")
    @Operation(operationId = "deleteProject", summary = "Delete a project no workspace names")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("project") String project,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return projects.delete(
                org, project, ifMatch, change -> EntryUsers.expectNoneOfProject(change, project));
    }
}
