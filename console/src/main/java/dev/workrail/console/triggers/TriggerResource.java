package dev.workrail.console.triggers;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Policies;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.PolicyLevel;
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

/// The triggers of an org. A session keeps the trigger it started with, whatever changes here.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerResource {
    private final EntryRoutes<ConfigValue.Trigger> triggers;
    private final TriggerViews views;

    public TriggerResource(
            Configuration configuration,
            TriggerReferences references,
            TriggerViews views,
            Caller caller) {
        this.views = views;
        this.triggers =
                new EntryRoutes<>(
                        EntryKind.TRIGGER, views::of, references::check, configuration, caller);
    }

    @GET
    @Path("/triggers")
    @Operation(
            operationId = "listTriggers",
            summary = "Triggers by id",
            description = "provider, workflow and workspace are compared as a whole.")
    public Page<TriggerView> list(
            @PathParam("org") OrgId org,
            @QueryParam("provider") @Nullable String provider,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("workspace") @Nullable String workspace,
            @QueryParam("enabled") @Nullable String enabled,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        if (enabled != null && !enabled.equals("true") && !enabled.equals("false")) {
            throw ViewPages.fault("enabled", "expected true or false");
        }
        return triggers.list(
                org,
                cursor,
                limit,
                trigger ->
                        is(provider, trigger.provider())
                                && is(workflow, trigger.workflowId())
                                && is(workspace, String.valueOf(trigger.workspace()))
                                && is(enabled, Boolean.toString(trigger.enabled())),
                views.all(org));
    }

    private static boolean is(@Nullable String asked, String value) {
        return asked == null || asked.isEmpty() || asked.equals(value);
    }

    @POST
    @Path("/triggers")
    @Operation(operationId = "createTrigger", summary = "Add a trigger")
    @APIResponseSchema(value = TriggerView.class, responseCode = "201")
    public Response create(@PathParam("org") OrgId org, @Nullable TriggerInput body) {
        return triggers.create(
                org,
                new TriggerReader(InputFaults.body(body)).read(org, null),
                "/api/v1/orgs/%s/triggers".formatted(org));
    }

    @GET
    @Path("/triggers/{trigger}")
    @Operation(operationId = "getTrigger", summary = "A trigger")
    @APIResponseSchema(value = TriggerView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org, @PathParam("trigger") String trigger) {
        return triggers.get(org, trigger);
    }

    @PUT
    @Path("/triggers/{trigger}")
    @Operation(operationId = "putTrigger", summary = "Change a trigger in whole, or add it")
    @APIResponseSchema(value = TriggerView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable TriggerInput body) {
        ConfigValue.Trigger value = new TriggerReader(InputFaults.body(body)).read(org, trigger);
        return triggers.replace(org, value, ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/triggers/{trigger}")
    @Operation(operationId = "deleteTrigger", summary = "Delete a trigger")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return triggers.delete(
                org,
                trigger,
                ifMatch,
                change -> Policies.dropOf(change, PolicyLevel.TRIGGER, trigger));
    }
}
