package dev.workrail.console.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.RetentionReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Clean-ups: what one would erase, one now, and what they erased.
@Path("/api/v1/orgs/{org}/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class CleanUpResource {
    private final CleanUpDesk desk;
    private final Configuration configuration;
    private final Caller caller;

    CleanUpResource(CleanUpDesk desk, Configuration configuration, Caller caller) {
        this.desk = desk;
        this.configuration = configuration;
        this.caller = caller;
    }

    /// What a clean-up would erase now.
    ///
    /// @param before trees that ended before it
    /// @param bytes at most, as of a clean-up
    /// @param oldest when the first of their sessions was accepted
    /// @param newest when the last of them ended
    /// @param pinned trees of any age that stay because they are pinned
    /// @param sample the first of the trees, by when they were accepted
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Preview(
            int sessionDays,
            Instant before,
            long trees,
            long sessions,
            long bytes,
            @Nullable Instant oldest,
            @Nullable Instant newest,
            long pinned,
            List<RetentionReader.Tree> sample) {}

    /// What is asked for.
    ///
    /// @param atMost refuses where more sessions than this would go; as many as there are where
    ///   absent
    public record RunInput(@Nullable Long atMost) {}

    @GET
    @Path("/preview")
    @Operation(
            operationId = "previewCleanUp",
            summary = "What a clean-up would erase, without erasing it",
            description = "By the org's retention, or by another that sessionDays gives.")
    public Preview preview(
            @PathParam("org") OrgId org, @QueryParam("sessionDays") @Nullable Integer days) {
        return desk.preview(
                org, days == null ? daysOf(org) : new RetentionInput(days).read(org).sessionDays());
    }

    @POST
    @Path("/runs")
    @Operation(
            operationId = "startCleanUp",
            summary = "Clean up now",
            description = "Goes on by itself; ask for it until its state is done.")
    @APIResponse(
            responseCode = "202",
            description = "It runs",
            content = @Content(schema = @Schema(implementation = CleanUpView.class)))
    public Response start(@PathParam("org") OrgId org, @Nullable RunInput body) {
        Long atMost = body == null ? null : body.atMost();
        CleanUpView begun = desk.start(org, daysOf(org), atMost, caller.subject());
        return Response.accepted(begun).build();
    }

    @GET
    @Path("/runs")
    @Operation(operationId = "listCleanUps", summary = "Clean-ups, newest first")
    public Page<CleanUpView> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        Instant before = Instant.parse("9999-12-31T00:00:00Z");
        String id = "";
        if (!page.after().isEmpty()) {
            int slash = page.after().indexOf('/');
            Instant at = ViewPages.time("cursor", page.after().substring(0, Math.max(0, slash)));
            if (at == null) {
                throw ViewPages.fault("cursor", "expected the 'next' of an earlier page");
            }
            before = at;
            id = page.after().substring(slash + 1);
        }
        return Page.of(
                desk.newest(org, before, id, page.toRead()),
                page,
                run -> run.startedAt() + "/" + run.id());
    }

    @GET
    @Path("/runs/{run}")
    @Operation(operationId = "getCleanUp", summary = "A clean-up, and what it erased so far")
    public CleanUpView get(@PathParam("org") OrgId org, @PathParam("run") String run) {
        return desk.find(org, run)
                .orElseThrow(() -> ProblemException.notFound("there is no such clean-up"));
    }

    private int daysOf(OrgId org) {
        return configuration
                .find(org, EntryKind.RETENTION, ConfigValue.Retention.ID)
                .orElseThrow(() ->
                        ProblemException.of(
                                ProblemCode.NO_RETENTION,
                                "this org keeps its sessions for good; set a retention first"))
                .value()
                .sessionDays();
    }
}
