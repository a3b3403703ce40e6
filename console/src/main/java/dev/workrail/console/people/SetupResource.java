package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.IssuedKey;
import dev.workrail.console.access.SetupToken;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.config.ConfigValue;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Makes the first operator of a fresh deployment.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SetupResource {
    private static final int MAX_NAME = 200;

    private final SetupToken setup;
    private final Accounts accounts;
    private final Caller caller;

    public SetupResource(SetupToken setup, Accounts accounts, Caller caller) {
        this.setup = setup;
        this.accounts = accounts;
        this.caller = caller;
    }

    /// @param token as the first start printed it, or as its link has it
    /// @param name of the first operator, for people
    /// @param email with which they sign in from then on; absent for an API key alone
    /// @param password goes with the email
    public record Setup(
            @Nullable String token,
            @Nullable String name,
            @Nullable String email,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Setup[…]";
        }
    }

    @POST
    @Path("/setup")
    @Operation(
            operationId = "setUp",
            summary = "Make the first operator",
            description =
                    "Redeems the set-up token. The key in the answer is shown this once. With email"
                            + " and password the operator can also sign in.")
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201")
    public Response setUp(@Nullable Setup body) {
        Setup input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String token = faults.text("/token", input.token(), MAX_NAME);
        String name =
                faults.text("/name", input.name() == null ? "operator" : input.name(), MAX_NAME);
        EmailAddress email = faults.parsed("/email", input.email(), EmailAddress::parse);
        String password =
                input.email() == null
                        ? ""
                        : PasswordRules.read(
                                faults,
                                "/password",
                                input.password(),
                                email == null ? "" : email.text());
        faults.refuseIfAny();
        caller.is(Identity.proven("setup", name));
        return Response.status(201)
                .entity(
                        IssuedKey.of(
                                setup.redeem(
                                        token,
                                        name,
                                        member -> open(email, name, password, member))))
                .build();
    }

    private void open(@Nullable EmailAddress email, String name, String password, String member) {
        if (email != null) {
            String account = accounts.open(email, name, password);
            accounts.join(account, ConfigValue.Domain.OPERATOR, member);
        }
    }
}
