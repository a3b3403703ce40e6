package dev.workrail.console.triggers;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.settings.ConfigEntry;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.console.settings.Written;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The triggers of an org. A session keeps the trigger it started with, whatever changes here.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerResource {
    private final Configuration configuration;
    private final TriggerReferences references;
    private final Caller caller;

    public TriggerResource(
            Configuration configuration, TriggerReferences references, Caller caller) {
        this.configuration = configuration;
        this.references = references;
        this.caller = caller;
    }

    @GET
    @Path("/triggers")
    @Operation(operationId = "listTriggers", summary = "Triggers by id")
    public Page<TriggerView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                        configuration.after(org, EntryKind.TRIGGER, page.after(), page.toRead()),
                        page,
                        ConfigEntry::id)
                .map(TriggerView::of);
    }

    @POST
    @Path("/triggers")
    @Operation(operationId = "createTrigger", summary = "Add a trigger")
    public Response create(@PathParam("org") OrgId org, @Nullable TriggerInput body) {
        ConfigValue.Trigger value = new TriggerReader(InputFaults.body(body)).read(org, null);
        return Answers.written(
                put(org, value, Precondition.ABSENT),
                TriggerView::of,
                "/api/v1/orgs/%s/triggers/%s".formatted(org, value.trigger()));
    }

    @GET
    @Path("/triggers/{trigger}")
    @Operation(operationId = "getTrigger", summary = "A trigger")
    public Response get(@PathParam("org") OrgId org, @PathParam("trigger") String trigger) {
        ConfigEntry<ConfigValue.Trigger> entry = configuration.get(org, EntryKind.TRIGGER, trigger);
        return Answers.entry(entry, TriggerView.of(entry));
    }

    @PUT
    @Path("/triggers/{trigger}")
    @Operation(operationId = "putTrigger", summary = "Change a trigger in whole, or add it")
    public Response put(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable TriggerInput body) {
        ConfigValue.Trigger value = new TriggerReader(InputFaults.body(body)).read(org, trigger);
        Precondition expected = Answers.precondition(ifMatch, ifNoneMatch);
        return Answers.written(put(org, value, expected), TriggerView::of, null);
    }

    @DELETE
    @Path("/triggers/{trigger}")
    @Operation(operationId = "deleteTrigger", summary = "Delete a trigger")
    public Response delete(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        Precondition expected = Answers.precondition(ifMatch, null);
        return Answers.deleted(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> change.delete(EntryKind.TRIGGER, trigger, expected)));
    }

    private Written<ConfigEntry<ConfigValue.Trigger>> put(
            OrgId org, ConfigValue.Trigger value, Precondition expected) {
        return configuration.change(
                org,
                caller.subject(),
                change -> {
                    references.check(change, value);
                    return change.put(EntryKind.TRIGGER, value, expected);
                });
    }
}
