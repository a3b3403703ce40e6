package dev.workrail.console.workspaces;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.settings.ConfigChange;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.SecretNames;
import dev.workrail.console.settings.Written;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The workspaces of an org.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Workspaces")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class WorkspaceResource {
    private final Configuration configuration;
    private final ConsoleConfig config;
    private final Caller caller;

    public WorkspaceResource(Configuration configuration, ConsoleConfig config, Caller caller) {
        this.configuration = configuration;
        this.config = config;
        this.caller = caller;
    }

    @GET
    @Path("/workspaces")
    @Operation(operationId = "listWorkspaces", summary = "Workspaces by id")
    public Page<WorkspaceView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                        configuration.after(org, EntryKind.WORKSPACE, page.after(), page.toRead()),
                        page,
                        ConfigEntry::id)
                .map(WorkspaceView::of);
    }

    @POST
    @Path("/workspaces")
    @Operation(operationId = "createWorkspace", summary = "Add a workspace")
    public Response create(@PathParam("org") OrgId org, @Nullable WorkspaceInput body) {
        ConfigValue.Workspace value =
                InputFaults.body(body).read(org, null, config.localRepositories());
        return Answers.written(
                put(org, value, Precondition.ABSENT),
                WorkspaceView::of,
                "/api/v1/orgs/%s/workspaces/%s".formatted(org, value.workspace()));
    }

    @GET
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "getWorkspace", summary = "A workspace")
    public Response get(@PathParam("org") OrgId org, @PathParam("workspace") String workspace) {
        ConfigEntry<ConfigValue.Workspace> entry =
                configuration.get(org, EntryKind.WORKSPACE, workspace);
        return Answers.entry(entry, WorkspaceView.of(entry));
    }

    @PUT
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "putWorkspace", summary = "Change a workspace in whole, or add it")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable WorkspaceInput body) {
        ConfigValue.Workspace value =
                InputFaults.body(body).read(org, workspace, config.localRepositories());
        Precondition expected = Answers.precondition(ifMatch, ifNoneMatch);
        return Answers.written(put(org, value, expected), WorkspaceView::of, null);
    }

    @DELETE
    @Path("/workspaces/{workspace}")
    @Operation(operationId = "deleteWorkspace", summary = "Delete a workspace no trigger names")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("workspace") String workspace,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        Precondition expected = Answers.precondition(ifMatch, null);
        return Answers.deleted(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            expectUnused(change, workspace);
                            return change.delete(EntryKind.WORKSPACE, workspace, expected);
                        }));
    }

    private Written<ConfigEntry<ConfigValue.Workspace>> put(
            OrgId org, ConfigValue.Workspace value, Precondition expected) {
        return configuration.change(
                org,
                caller.subject(),
                change -> {
                    expectCredential(change, value);
                    return change.put(EntryKind.WORKSPACE, value, expected);
                });
    }

    private static void expectCredential(ConfigChange change, ConfigValue.Workspace value) {
        if (value.credential() != null) {
            InputFaults faults = new InputFaults();
            SecretNames.expect(
                    faults, "/credential", change, SecretPurpose.GIT, value.credential());
            faults.refuseIfAny();
        }
    }

    private static void expectUnused(ConfigChange change, String workspace) {
        List<String> users =
                change.all(EntryKind.TRIGGER).stream()
                        .filter(trigger ->
                                trigger.value().workspace() != null
                                        && trigger.value().workspace().value().equals(workspace))
                        .map(ConfigEntry::id)
                        .toList();
        if (!users.isEmpty()) {
            throw ProblemException.conflict(
                    "in_use",
                    "workspace '%s' is named by trigger(s) %s; change those first"
                            .formatted(workspace, String.join(", ", users)));
        }
    }
}
