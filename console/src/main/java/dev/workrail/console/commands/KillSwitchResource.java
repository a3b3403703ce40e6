package dev.workrail.console.commands;

import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
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

/// The kill switch: stops the sessions of a trigger, a workspace, an org or the whole deployment,
/// and holds off new ones until it is lifted.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kill switch")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class KillSwitchResource {

    private final KillSwitch killSwitch;

    public KillSwitchResource(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    @POST
    @Path("/kill")
    @Operation(operationId = "killInOrg", summary = "Stop a trigger, a workspace or the org")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response kill(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            KillSwitch.@Nullable Kill body) {
        KillSwitch.Kill input = InputFaults.body(body);
        Scope scope = scope(org, input.workspace(), input.trigger());
        return killSwitch.kill(org, scope, org.value(), key, input);
    }

    @POST
    @Path("/lift")
    @Operation(operationId = "liftInOrg", summary = "Let a trigger, a workspace or the org go on")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response lift(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            KillSwitch.@Nullable Lift body) {
        KillSwitch.Lift input = InputFaults.body(body);
        Scope scope = scope(org, input.workspace(), input.trigger());
        return killSwitch.lift(org, scope, org.value(), key, input);
    }

    private static Scope scope(
            OrgId org, @Nullable String workspaceName, @Nullable String triggerName) {
        InputFaults faults = new InputFaults();
        WorkspaceId workspace = faults.parsed("/workspace", workspaceName, WorkspaceId::new);
        TriggerId trigger = faults.parsed("/trigger", triggerName, TriggerId::new);
        if (workspaceName != null && triggerName != null) {
            faults.add("/trigger", "expected either a workspace or a trigger, were both");
        }
        faults.refuseIfAny();
        return new Scope(org, workspace, trigger, null);
    }
}
