package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.ClientAddress;
import dev.workrail.console.http.InputFaults;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// People set new passwords.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class PasswordResource {
    private static final int MAX = 1_024;

    private final NewPasswords passwords;
    private final Caller caller;

    public PasswordResource(NewPasswords passwords, Caller caller) {
        this.passwords = passwords;
        this.caller = caller;
    }

    /// @param token as the link has it
    /// @param password the new one
    public record Reset(@Nullable String token, @Nullable String password) {
        @Override
        public String toString() {
            return "Reset[…]";
        }
    }

    /// @param current the password as it is
    /// @param password the new one
    public record Change(@Nullable String current, @Nullable String password) {
        @Override
        public String toString() {
            return "Change[…]";
        }
    }

    @POST
    @Path("/password-reset")
    @Operation(
            operationId = "resetPassword",
            summary = "Set a new password by a link",
            description = "Works once, and ends every sign-in of the account.")
    @APIResponse(responseCode = "204", description = "Done")
    public void reset(@Nullable Reset body) {
        Reset input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String token = faults.text("/token", input.token(), MAX);
        String password = faults.text("/password", input.password(), MAX);
        faults.refuseIfAny();
        passwords.byLink(token, password);
    }

    @POST
    @Path("/me/password")
    @Operation(
            operationId = "changeMyPassword",
            summary = "Change one's own password",
            description = "Ends every other sign-in of the account.")
    @APIResponse(responseCode = "204", description = "Done")
    public void change(@Context HttpServerRequest request, @Nullable Change body) {
        Change input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String current = faults.text("/current", input.current(), MAX);
        String password = faults.text("/password", input.password(), MAX);
        faults.refuseIfAny();
        passwords.own(caller.identity(), current, password, ClientAddress.of(request));
    }
}
