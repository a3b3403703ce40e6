package dev.workrail.console.triggers;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.projections.read.TriggerEventReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The last events of a trigger.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Triggers")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerEventResource {
    private static final List<String> VERDICTS = List.of("queued", "duplicate", "refused");

    private final TriggerEventReader events;

    public TriggerEventResource(TriggerEventReader events) {
        this.events = events;
    }

    @GET
    @Path("/triggers/{trigger}/events")
    @Operation(
            operationId = "listTriggerEvents",
            summary = "What a trigger was told and what became of it, newest first",
            description =
                    "Events that were accepted, also of a trigger that was deleted since. What its"
                            + " conditions skipped is not kept: test the trigger with it.")
    public Page<TriggerEventReader.TriggerEvent> list(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @Parameter(description = "queued, duplicate or refused") @QueryParam("verdict")
                    @Nullable String verdictName,
            @Parameter(description = "received at or after") @QueryParam("from")
                    @Nullable String from,
            @Parameter(description = "received before") @QueryParam("until") @Nullable String until,
            @Parameter(description = "received, the time it was accepted") @QueryParam("sort")
                    @Nullable String sort,
            @Parameter(description = "desc (default) or asc") @QueryParam("order")
                    @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        String verdict = ViewPages.among("verdict", verdictName, VERDICTS, word -> word);
        ViewPages.among("sort", sort, List.of("received"), word -> word);
        TriggerEventReader.Filter filter =
                new TriggerEventReader.Filter(
                        ViewPages.value("trigger", trigger, TriggerId::new),
                        verdict,
                        ViewPages.time("from", from),
                        ViewPages.time("until", until));
        return ViewPages.page(
                ViewPages.paging(cursor, limit, order), asked -> events.page(org, filter, asked));
    }
}
