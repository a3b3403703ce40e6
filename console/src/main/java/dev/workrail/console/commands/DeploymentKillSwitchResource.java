package dev.workrail.console.commands;

import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The kill switch of the whole deployment.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Kill switch")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DeploymentKillSwitchResource {
    private static final OrgId OPERATORS = ConfigValue.Domain.OPERATOR;
    private static final String EVERYTHING = "everything";

    private final KillSwitch killSwitch;

    public DeploymentKillSwitchResource(KillSwitch killSwitch) {
        this.killSwitch = killSwitch;
    }

    @POST
    @Path("/kill")
    @Operation(operationId = "killEverything", summary = "Stop every session of the deployment")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response killEverything(
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            KillSwitch.@Nullable Kill body) {
        KillSwitch.Kill input = InputFaults.body(body);
        expectNoScope(input.workspace(), input.trigger());
        return killSwitch.kill(OPERATORS, Scope.EVERYTHING, EVERYTHING, key, input);
    }

    @POST
    @Path("/lift")
    @Operation(operationId = "liftEverything", summary = "Let the deployment go on")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response liftEverything(
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            KillSwitch.@Nullable Lift body) {
        KillSwitch.Lift input = InputFaults.body(body);
        expectNoScope(input.workspace(), input.trigger());
        return killSwitch.lift(OPERATORS, Scope.EVERYTHING, EVERYTHING, key, input);
    }

    private static void expectNoScope(@Nullable String workspace, @Nullable String trigger) {
        InputFaults faults = new InputFaults();
        if (workspace != null) {
            faults.add("/workspace", "this stops everything: name no workspace");
        }
        if (trigger != null) {
            faults.add("/trigger", "this stops everything: name no trigger");
        }
        faults.refuseIfAny();
    }
}
