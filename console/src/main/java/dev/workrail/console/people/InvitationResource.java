package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.OrgRole;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.contracts.id.OrgId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Owners invite people to their org, and help them to a new password.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class InvitationResource {
    private static final int MAX_NAME = 200;

    private final Invitations invitations;
    private final ResetLinks resets;
    private final ConsoleLinks links;
    private final Caller caller;

    public InvitationResource(
            Invitations invitations, ResetLinks resets, ConsoleLinks links, Caller caller) {
        this.invitations = invitations;
        this.resets = resets;
        this.links = links;
        this.caller = caller;
    }

    /// @param email of the guest
    /// @param name of the guest, for people; the email where absent
    /// @param role of the member they become
    public record InvitationInput(
            @Nullable String email, @Nullable String name, @Nullable OrgRole role) {}

    @GET
    @Path("/invitations")
    @Operation(operationId = "listInvitations", summary = "Who was invited, and what became of it")
    public Page<Invitation> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(invitations.after(org, page.after(), page.toRead()), page, Invitation::id);
    }

    @POST
    @Path("/invitations")
    @Operation(
            operationId = "invite",
            summary = "Invite a person",
            description = "The link in the answer is shown this once; pass it on.")
    @APIResponseSchema(value = MadeLink.class, responseCode = "201")
    public Response invite(@PathParam("org") OrgId org, @Nullable InvitationInput body) {
        InvitationInput input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        EmailAddress email = faults.required("/email", input.email(), EmailAddress::parse);
        String name =
                faults.text("/name", input.name() == null ? input.email() : input.name(), MAX_NAME);
        if (input.role() == null) {
            faults.add("/role", "expected viewer, member, admin, owner or operator, was absent");
        }
        faults.refuseIfAny();
        if (email == null || input.role() == null) {
            throw new IllegalStateException("an absent email or role is a fault");
        }
        Invitations.Made made =
                invitations.make(
                        org,
                        new Invitations.Wanted(email, name, input.role()),
                        caller.roleIn(org),
                        caller.subject());
        Invitation invitation = made.invitation();
        return Response.status(201)
                .entity(
                        new MadeLink(
                                invitation,
                                links.to("invitation", made.token()),
                                made.token().text(),
                                invitation.expiresAt()))
                .build();
    }

    @DELETE
    @Path("/invitations/{invitation}")
    @Operation(operationId = "revokeInvitation", summary = "Take an open invitation back")
    public Invitation revoke(
            @PathParam("org") OrgId org, @PathParam("invitation") String invitation) {
        return invitations.revoke(org, invitation);
    }

    @POST
    @Path("/members/{member}/password-reset")
    @Operation(
            operationId = "makePasswordReset",
            summary = "Make a link by which a member sets a new password",
            description =
                    "The link in the answer is shown this once; pass it on. For a person who also"
                            + " belongs to other orgs only an operator can make one.")
    @APIResponseSchema(value = MadeLink.class, responseCode = "201")
    public Response reset(@PathParam("org") OrgId org, @PathParam("member") String member) {
        ResetLinks.Made made = resets.make(org, member, caller.identity());
        return Response.status(201)
                .entity(
                        new MadeLink(
                                null,
                                links.to("password-reset", made.token()),
                                made.token().text(),
                                made.expiresAt()))
                .build();
    }
}
