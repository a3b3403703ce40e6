package dev.workrail.console.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.ProofReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Proof records: what is known of a commit, gate by gate.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Proofs")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class ProofResource {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    private static final Pattern SHORT_COMMIT = Pattern.compile("[0-9a-f]{7,64}");

    private final ProofReader proofs;

    public ProofResource(ProofReader proofs) {
        this.proofs = proofs;
    }

    @GET
    @Path("/proofs")
    @Operation(operationId = "listProofs", summary = "Proof records, last changed first")
    public Page<ProofRecord> list(
            @PathParam("org") OrgId org,
            @Parameter(description = "the first 7 digits of the commit's id, or more")
                    @QueryParam("commit")
                    @Nullable String commit,
            @Parameter(description = "that made or verified the commit") @QueryParam("session")
                    @Nullable String session,
            @Parameter(description = "without refs/heads/") @QueryParam("branch")
                    @Nullable String branch,
            @Parameter(description = "number or id of the PR or MR") @QueryParam("pullRequest")
                    @Nullable String pullRequest,
            @Parameter(description = "passed or failed") @QueryParam("verdict")
                    @Nullable String verdict,
            @Parameter(description = "changed at or after") @QueryParam("from")
                    @Nullable String from,
            @Parameter(description = "changed before") @QueryParam("until") @Nullable String until,
            @Parameter(description = "updated, the time of the last change") @QueryParam("sort")
                    @Nullable String sort,
            @Parameter(description = "desc (default) or asc") @QueryParam("order")
                    @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        ViewPages.among("sort", sort, List.of("updated"), word -> word);
        ProofReader.Filter filter =
                new ProofReader.Filter(
                        commit(commit),
                        ViewPages.text("branch", branch),
                        ViewPages.text("pullRequest", pullRequest),
                        ViewPages.value("session", session, SessionId::new),
                        verdict(verdict),
                        ViewPages.time("from", from),
                        ViewPages.time("until", until));
        return ViewPages.page(
                ViewPages.paging(cursor, limit, order), asked -> proofs.page(org, filter, asked));
    }

    @GET
    @Path("/proofs/{proof}")
    @Operation(operationId = "getProof", summary = "The proof record of a commit, by its whole id")
    public ProofRecord get(@PathParam("org") OrgId org, @PathParam("proof") String commit) {
        return known(proofs, org, commit);
    }

    /// @throws ProblemException 404 where the org has no record of that commit
    static ProofRecord known(ProofReader proofs, OrgId org, String commit) {
        if (COMMIT.matcher(commit).matches()) {
            return proofs.find(org, commit).orElseThrow(ProofResource::missing);
        }
        throw missing();
    }

    @GET
    @Path("/proofs/{proof}/envelope")
    @Operation(
            operationId = "getProofEnvelope",
            summary = "The signed proof record of a commit",
            description =
                    "A DSSE envelope with an in-toto statement, whose predicate is a SLSA"
                            + " verification summary. It verifies offline with the key that its"
                            + " signature names.")
    public JsonNode envelope(@PathParam("org") OrgId org, @PathParam("proof") String commit) {
        if (COMMIT.matcher(commit).matches()) {
            return proofs.envelope(org, commit).orElseThrow(ProofResource::missing);
        }
        throw missing();
    }

    @GET
    @Path("/signing-keys")
    @Operation(
            operationId = "listSigningKeys",
            summary = "The public keys that proof records are signed with, newest first")
    public Page<ProofReader.PublicKey> keys(@PathParam("org") OrgId org) {
        return new Page<>(proofs.keys(org), null);
    }

    private static ProblemException missing() {
        return ProblemException.notFound("this org has no proof record of that commit");
    }

    private static @Nullable String commit(@Nullable String digits) {
        String commit = ViewPages.text("commit", digits);
        if (commit == null || SHORT_COMMIT.matcher(commit).matches()) {
            return commit;
        }
        throw ViewPages.fault("commit", "expected 7 to 64 hexadecimal digits in lower case");
    }

    private static ProofRecord.@Nullable Verdict verdict(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        InputFaults faults = new InputFaults();
        ProofRecord.Verdict verdict =
                Choices.of(faults, "verdict", text, ProofRecord.Verdict.PASSED);
        faults.refuseIfAny();
        return verdict;
    }
}
