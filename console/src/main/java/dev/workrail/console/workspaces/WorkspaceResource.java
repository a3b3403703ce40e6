package dev.workrail.console.workspaces;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.EntryUsers;
import dev.workrail.console.settings.Policies;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.config.SecretPurpose;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The workspaces of an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class WorkspaceResource {
    private final EntryRoutes<ConfigValue.Workspace> workspaces;
    private final ConsoleConfig config;

    public WorkspaceResource(Configuration configuration, ConsoleConfig config, Caller caller) {
        this.workspaces =
                new EntryRoutes<>(
                        EntryKind.WORKSPACE,
                        WorkspaceView::of,
                        WorkspaceResource::expectReferences,
                        configuration,
                        caller);
        this.config = config;
    }

    @GET
    @Path("/workspaces")
    @Operation(operationId = "listWorkspaces", summary = "Workspaces by id")
    public Page<WorkspaceView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return workspaces.list(org, cursor, limit, WorkspaceView::of);
    }

    @POST
    @Path("/workspaces")
    @Operation(operationId = "createWorkspace", summary = "Add a workspace")
    @APIResponseSchema(value = WorkspaceView.class, responseCode = "201")
    public Response create(@PathParam("org") OrgId org, @Nullable WorkspaceInput body) {
        return workspaces.create(
                org, value(org, null, body), "/api/v1/orgs/%s/workspaces".formatted(org));
    }

    @GET
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "getWorkspace", summary = "A workspace")
    @APIResponseSchema(value = WorkspaceView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org, @PathParam("workspace") String workspace) {
        return workspaces.get(org, workspace);
    }

    @PUT
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "putWorkspace", summary = "Change a workspace in whole, or add it")
    @APIResponseSchema(value = WorkspaceView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable WorkspaceInput body) {
        return workspaces.replace(org, value(org, workspace, body), ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "deleteWorkspace", summary = "Delete a workspace no trigger names")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return workspaces.delete(
                org,
                workspace,
                ifMatch,
                change -> {
                    EntryUsers.expectNoneOfWorkspace(change, workspace);
                    Policies.dropOf(change, PolicyLevel.WORKSPACE, workspace);
                });
    }

    private ConfigValue.Workspace value(
            OrgId org, @Nullable String workspace, @Nullable WorkspaceInput body) {
        return InputFaults.body(body).read(org, workspace, config.localRepositories());
    }

    /// A secret for one host is not sent to another.
    private static void expectOwnHost(
            InputFaults faults, ConfigChange change, String repository, String credential) {
        SecretNames.integration(change, credential)
                .flatMap(integration -> Optional.ofNullable(integration.baseUrl()))
                .filter(address -> !RepositoryUrl.isOnHostOf(repository, address))
                .ifPresent(address ->
                        faults.add(
                                "/repositoryUrl",
                                "expected a repository on the host of the integration, %s"
                                        .formatted(address)));
    }

    private static void expectReferences(ConfigChange change, ConfigValue.Workspace value) {
        InputFaults faults = new InputFaults();
        if (value.credential() != null) {
            SecretNames.expect(
                    faults, "/credential", change, SecretPurpose.GIT, value.credential());
            expectOwnHost(faults, change, value.repositoryUrl(), value.credential());
        }
        if (value.project() != null
                && change.find(EntryKind.PROJECT, value.project().value()).isEmpty()) {
            faults.add(
                    "/project",
                    "project '%s' does not exist in this org".formatted(value.project()));
        }
        faults.refuseIfAny();
    }
}
