package dev.workrail.console.triggers;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Switches triggers on and off. What one started goes on.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerSwitchResource {
    private final Configuration configuration;
    private final TriggerViews views;
    private final Caller caller;

    public TriggerSwitchResource(Configuration configuration, TriggerViews views, Caller caller) {
        this.configuration = configuration;
        this.views = views;
        this.caller = caller;
    }

    @POST
    @Path("/triggers/{trigger}/enable")
    @Operation(operationId = "enableTrigger", summary = "Let a trigger start sessions")
    @APIResponseSchema(value = TriggerView.class, responseCode = "200")
    public Response enable(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return turn(org, trigger, ifMatch, true);
    }

    @POST
    @Path("/triggers/{trigger}/disable")
    @Operation(
            operationId = "disableTrigger",
            summary = "Let a trigger start nothing more",
            description = "Its webhooks are answered as skipped. Sessions it started go on.")
    @APIResponseSchema(value = TriggerView.class, responseCode = "200")
    public Response disable(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return turn(org, trigger, ifMatch, false);
    }

    private Response turn(OrgId org, String trigger, @Nullable String ifMatch, boolean on) {
        Precondition expected = Answers.precondition(ifMatch, null);
        return Answers.written(
                configuration.change(
                        org,
                        caller.subject(),
                        change -> {
                            ConfigValue.Trigger value =
                                    change.find(EntryKind.TRIGGER, trigger)
                                            .orElseThrow(() -> missing(trigger))
                                            .value();
                            return change.put(EntryKind.TRIGGER, value.withEnabled(on), expected);
                        }),
                views::of,
                null);
    }

    private static ProblemException missing(String trigger) {
        return ProblemException.notFound(
                "trigger '%s' does not exist in this org".formatted(trigger));
    }
}
