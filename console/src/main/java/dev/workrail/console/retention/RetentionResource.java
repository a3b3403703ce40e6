package dev.workrail.console.retention;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Answers;
import dev.workrail.console.http.EntryRoutes;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How long an org keeps its sessions.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class RetentionResource {
    private final EntryRoutes<ConfigValue.Retention> retention;
    private final Configuration configuration;
    private final TenantTx transactions;
    private final CleanUpRows runs;

    RetentionResource(
            Configuration configuration, TenantTx transactions, CleanUpRows runs, Caller caller) {
        this.retention =
                new EntryRoutes<>(
                        EntryKind.RETENTION,
                        entry -> RetentionView.of(entry, null),
                        (_, _) -> {},
                        configuration,
                        caller);
        this.configuration = configuration;
        this.transactions = transactions;
        this.runs = runs;
    }

    @GET
    @Path("/retention")
    @Operation(
            operationId = "getRetention",
            summary = "How long sessions are kept, and the last clean-up")
    @APIResponseSchema(value = RetentionView.class, responseCode = "200")
    public Response get(@PathParam("org") OrgId org) {
        CleanUpView last =
                transactions.call(org, () -> runs.last().map(CleanUpEntity::read)).orElse(null);
        return configuration
                .find(org, EntryKind.RETENTION, ConfigValue.Retention.ID)
                .map(entry -> Answers.entry(entry, RetentionView.of(entry, last)))
                .orElseGet(() -> Response.ok(RetentionView.none(last)).build());
    }

    @PUT
    @Path("/retention")
    @Operation(
            operationId = "putRetention",
            summary = "Keep sessions for so many days",
            description =
                    "From then on a clean-up a day erases trees of sessions that ended longer ago"
                            + " and are not pinned: from the views at once, from archive and blob"
                            + " store with their next sweep. Proof records stay. See the preview"
                            + " first.")
    @APIResponseSchema(value = RetentionView.class, responseCode = "200")
    public Response put(
            @PathParam("org") OrgId org,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable RetentionInput body) {
        return retention.replace(org, InputFaults.body(body).read(org), ifMatch, ifNoneMatch);
    }

    @DELETE
    @Path("/retention")
    @Operation(operationId = "deleteRetention", summary = "Keep sessions for good")
    @APIResponse(responseCode = "204", description = "Done")
    public Response delete(
            @PathParam("org") OrgId org, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return retention.delete(org, ConfigValue.Retention.ID, ifMatch, _ -> {});
    }
}
