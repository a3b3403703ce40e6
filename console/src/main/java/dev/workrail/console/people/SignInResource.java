package dev.workrail.console.people;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.SignInProof;
import dev.workrail.console.http.ClientAddress;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// People sign in and out.
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SignInResource {
    private static final int MAX = 1_024;

    private final SignInDesk desk;
    private final SignIns signIns;
    private final SignInCookie cookie;
    private final Caller caller;

    public SignInResource(SignInDesk desk, SignIns signIns, SignInCookie cookie, Caller caller) {
        this.desk = desk;
        this.signIns = signIns;
        this.cookie = cookie;
        this.caller = caller;
    }

    /// Who wants to sign in.
    public record Credentials(@Nullable String email, @Nullable String password) {
        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /// Whoever signed in.
    ///
    /// @param csrfToken to send back in X-WorkRail-CSRF with whatever changes something
    public record SignedIn(String name, SignIn signIn, String csrfToken) {}

    @POST
    @Path("/sign-in")
    @Operation(
            operationId = "signIn",
            summary = "Sign in by email and password",
            description =
                    "Sets a cookie that no script can read. What changes something also takes"
                            + " X-WorkRail-CSRF with the csrfToken of this answer.")
    @APIResponseSchema(value = SignedIn.class, responseCode = "200")
    public Response signIn(
            @HeaderParam(HttpHeaders.USER_AGENT) @Nullable String userAgent,
            @Context HttpServerRequest request,
            @Nullable Credentials body) {
        Credentials input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        EmailAddress email = faults.required("/email", input.email(), EmailAddress::parse);
        String password = faults.text("/password", input.password(), MAX);
        faults.refuseIfAny();
        if (email == null) {
            throw new IllegalStateException("an absent email is a fault");
        }
        SignInDesk.Begun begun =
                desk.begin(
                        email,
                        password,
                        new SignInDesk.Origin(ClientAddress.of(request), userAgent));
        return Response.ok(
                        new SignedIn(
                                begun.name(), begun.signIn(), SignInProof.csrfToken(begun.token())))
                .cookie(cookie.of(begun.token()))
                .build();
    }

    @POST
    @Path("/sign-out")
    @Operation(operationId = "signOut", summary = "End the sign-in that makes this request")
    @APIResponse(responseCode = "204", description = "Done")
    public Response signOut() {
        Identity identity = caller.identity();
        String account = identity.credential().account();
        if (account != null) {
            desk.end(account, identity.subject(), identity.credential().id());
        }
        return Response.noContent().cookie(cookie.none()).build();
    }

    @GET
    @Path("/me/sign-ins")
    @Operation(operationId = "listMySignIns", summary = "Where the caller is signed in")
    public Page<SignIn> list(
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        Identity.Credential credential = caller.identity().credential();
        String account = credential.account() == null ? "" : credential.account();
        return Page.of(
                signIns.of(account, credential.id(), page.after(), page.toRead()),
                page,
                SignIn::id);
    }

    @DELETE
    @Path("/me/sign-ins/{signin}")
    @Operation(operationId = "endMySignIn", summary = "Sign out somewhere else")
    public void end(@PathParam("signin") String signIn) {
        Identity identity = caller.identity();
        String account = identity.credential().account();
        if (account == null || !desk.end(account, identity.subject(), signIn)) {
            throw ProblemException.notFound("you are not signed in there");
        }
    }
}
