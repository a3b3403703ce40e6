package dev.workrail.console.audit;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The audit log of an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class AuditResource {
    private final TenantTx transactions;
    private final AuditRows rows;

    public AuditResource(TenantTx transactions, AuditRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    @GET
    @Path("/audit")
    @Operation(
            operationId = "listAuditEntries",
            summary = "Who did what, newest first",
            description = "actor, action and target are compared as a whole.")
    public Page<AuditEntry> list(
            @PathParam("org") OrgId org,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("target") @Nullable String target,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        AuditRows.Filter filter =
                new AuditRows.Filter(
                        ViewPages.text("actor", actor),
                        ViewPages.text("action", action),
                        ViewPages.text("target", target),
                        ViewPages.time("from", from),
                        ViewPages.time("until", until));
        AuditRows.Mark behind = page.after().isEmpty() ? null : mark(page.after());
        List<AuditEntry> read =
                transactions.call(
                        org,
                        () ->
                                rows.newest(filter, behind, page.toRead()).stream()
                                        .map(AuditEntryEntity::read)
                                        .toList());
        return Page.of(read, page, entry -> entry.at() + "/" + entry.id());
    }

    @GET
    @Path("/audit/{entry}")
    @Operation(operationId = "getAuditEntry", summary = "One entry of the audit log")
    public AuditEntry get(@PathParam("org") OrgId org, @PathParam("entry") String entry) {
        return transactions
                .call(org, () -> rows.findByIdOptional(entry).map(AuditEntryEntity::read))
                .orElseThrow(() -> ProblemException.notFound("there is no such audit entry"));
    }

    private static AuditRows.Mark mark(String key) {
        int slash = key.indexOf('/');
        Instant at = ViewPages.time("cursor", key.substring(0, Math.max(0, slash)));
        if (at == null) {
            throw ViewPages.fault("cursor", "expected the 'next' of an earlier page");
        }
        return new AuditRows.Mark(at, key.substring(slash + 1));
    }
}
