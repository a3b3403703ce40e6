package dev.workrail.console.operation;

import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.projections.read.ProofReader;
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

/// Where people and CI say what they found out about a commit.
@Path("/api/v1/orgs/{org}/proofs/{proof}/verifications")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Proofs")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class VerificationResource {
    private final ProofReader proofs;
    private final ProofDesk desk;

    public VerificationResource(ProofReader proofs, ProofDesk desk) {
        this.proofs = proofs;
        this.desk = desk;
    }

    /// @param verification its id, as the proof record names it
    public record VerificationAnswer(String verification) {}

    @POST
    @Operation(
            operationId = "verifyCommit",
            summary = "Say that a commit passed or failed a gate",
            description =
                    "For gates that no session verifies: a person's approval, CI. The last word of"
                            + " each who verified a gate counts, and one that it failed fails the"
                            + " change.")
    @APIResponseSchema(value = VerificationAnswer.class, responseCode = "202")
    public Response verify(
            @PathParam("org") OrgId org,
            @PathParam("proof") String commit,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable VerificationInput body) {
        VerificationInput.Checked said = InputFaults.body(body).check();
        ProofDesk.Taken taken = desk.take(ProofResource.known(proofs, org, commit), said, key);
        return Response.accepted(new VerificationAnswer(taken.id()))
                .header(Headers.POSITION, taken.position().toString())
                .build();
    }
}
