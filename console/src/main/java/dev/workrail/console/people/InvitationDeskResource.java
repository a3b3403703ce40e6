package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Member;
import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.http.ClientAddress;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Guests look at their invitation and accept it. The invitation's token is all they need.
@Path("/api/v1/invitations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class InvitationDeskResource {
    private static final int MAX = 1_024;
    private static final int MAX_NAME = 200;

    private final InvitationDesk desk;
    private final Guests guests;
    private final OrgDirectory orgs;
    private final Caller caller;

    public InvitationDeskResource(
            InvitationDesk desk, Guests guests, OrgDirectory orgs, Caller caller) {
        this.desk = desk;
        this.guests = guests;
        this.orgs = orgs;
        this.caller = caller;
    }

    /// @param token as the invitation's link has it
    public record Look(@Nullable String token) {
        @Override
        public String toString() {
            return "Look[…]";
        }
    }

    /// @param token as the invitation's link has it
    /// @param name of the guest, for people; as the invitation has it where absent
    /// @param password of the guest's account, or for the one they get
    public record Acceptance(
            @Nullable String token, @Nullable String name, @Nullable String password) {
        @Override
        public String toString() {
            return "Acceptance[…]";
        }
    }

    /// What a guest is invited to.
    ///
    /// @param hasAccount true where they accept with the password they have
    public record Offer(
            OrgId org,
            String orgName,
            String email,
            String name,
            OrgRole role,
            Instant expiresAt,
            boolean hasAccount) {}

    /// Where a guest is a member now.
    public record Accepted(OrgId org, Member member) {}

    @POST
    @Path("/look")
    @Operation(operationId = "lookAtInvitation", summary = "What an invitation is to")
    public Offer look(@Nullable Look body) {
        InputFaults faults = new InputFaults();
        String token = faults.text("/token", InputFaults.body(body).token(), MAX);
        faults.refuseIfAny();
        InvitationDesk.Found found = desk.find(token);
        Invitation invitation = found.invitation();
        return new Offer(
                found.org(),
                orgs.nameOf(found.org()),
                invitation.email(),
                invitation.name(),
                invitation.role(),
                invitation.expiresAt(),
                guests.known(new EmailAddress(invitation.email())));
    }

    @POST
    @Path("/accept")
    @Operation(
            operationId = "acceptInvitation",
            summary = "Become a member",
            description = "Opens an account where the guest has none. Sign in next.")
    @APIResponseSchema(value = Accepted.class, responseCode = "201")
    public Response accept(@Context HttpServerRequest request, @Nullable Acceptance body) {
        Acceptance input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String token = faults.text("/token", input.token(), MAX);
        String password = faults.text("/password", input.password(), MAX);
        String name = faults.optional("/name", input.name(), MAX_NAME);
        faults.refuseIfAny();
        InvitationDesk.Found found = desk.find(token);
        Invitation invitation = found.invitation();
        Member member =
                desk.accept(
                        found,
                        new Guests.Guest(
                                new EmailAddress(invitation.email()),
                                name == null || name.isBlank() ? invitation.name() : name,
                                password,
                                ClientAddress.of(request)),
                        caller);
        return Response.status(201).entity(new Accepted(found.org(), member)).build();
    }
}
