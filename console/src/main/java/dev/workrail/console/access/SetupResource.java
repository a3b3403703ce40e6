package dev.workrail.console.access;

import dev.workrail.console.http.InputFaults;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Makes the first operator of a fresh deployment.
@Path("/api/v1")
@Tag(name = "Access")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SetupResource {
    private static final int MAX_NAME = 200;

    private final SetupToken setup;

    public SetupResource(SetupToken setup) {
        this.setup = setup;
    }

    /// @param token as the first start printed it
    /// @param name of the first operator, for people
    public record Setup(@Nullable String token, @Nullable String name) {}

    @POST
    @Path("/setup")
    @Operation(
            operationId = "setUp",
            summary = "Make the first operator",
            description = "Redeems the set-up token. The key in the answer is shown this once.")
    @SecurityRequirements
    public Response setUp(@Nullable Setup body) {
        Setup input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String token = faults.text("/token", input.token(), MAX_NAME);
        String name =
                faults.text("/name", input.name() == null ? "operator" : input.name(), MAX_NAME);
        faults.refuseIfAny();
        return Response.status(201).entity(IssuedKey.of(setup.redeem(token, name))).build();
    }
}
