package dev.workrail.console.events;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.TriggerEventFilter;
import dev.workrail.projections.read.TriggerEventReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What came in, what became of it, and why.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trigger events")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class TriggerEventResource {
    private static final String WHAT_IS_LISTED =
            "Events that were accepted, and, of each trigger the newest thousand, webhooks that were"
                    + " skipped or rejected with the condition or problem that decided. Where many"
                    + " come at once, one is listed for several and says so in `more`.";

    private final TriggerEventReader events;

    public TriggerEventResource(TriggerEventReader events) {
        this.events = events;
    }

    /// An event with what it was done again as.
    public record Detail(
            TriggerEventReader.TriggerEvent event, List<TriggerEventReader.TriggerEvent> replays) {}

    @GET
    @Path("/trigger-events")
    @Operation(
            operationId = "listTriggerEvents",
            summary = "What came in and what became of it, newest first",
            description = WHAT_IS_LISTED)
    public Page<TriggerEventReader.TriggerEvent> list(
            @PathParam("org") OrgId org,
            @QueryParam("trigger") @Nullable String trigger,
            @BeanParam EventQuery query,
            @QueryParam("order") @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return page(org, query.filter(trigger), order, cursor, limit);
    }

    @GET
    @Path("/triggers/{trigger}/events")
    @Operation(
            operationId = "listEventsOfTrigger",
            summary = "What a trigger was told and what became of it, newest first",
            description = WHAT_IS_LISTED + " Also of a trigger that was deleted since.")
    public Page<TriggerEventReader.TriggerEvent> ofTrigger(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @BeanParam EventQuery query,
            @QueryParam("order") @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        return page(org, query.filter(trigger), order, cursor, limit);
    }

    @GET
    @Path("/trigger-events/count")
    @Operation(
            operationId = "countTriggerEvents",
            summary = "How many events a filter means, and how many of them can be replayed")
    public TriggerEventReader.Count count(
            @PathParam("org") OrgId org,
            @QueryParam("trigger") @Nullable String trigger,
            @BeanParam EventQuery query) {
        TriggerEventFilter filter = query.filter(trigger);
        return ViewPages.ask(() -> events.count(org, filter));
    }

    @GET
    @Path("/trigger-events/{event}")
    @Operation(operationId = "getTriggerEvent", summary = "An event, and its replays")
    public Detail get(@PathParam("org") OrgId org, @PathParam("event") String event) {
        String id = ViewPages.text("event", event);
        if (id == null) {
            throw missing();
        }
        return new Detail(
                events.find(org, id).orElseThrow(TriggerEventResource::missing),
                events.replaysOf(org, id));
    }

    private Page<TriggerEventReader.TriggerEvent> page(
            OrgId org,
            TriggerEventFilter filter,
            @Nullable String order,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return ViewPages.page(
                ViewPages.paging(cursor, limit, order), asked -> events.page(org, filter, asked));
    }

    private static ProblemException missing() {
        return ProblemException.notFound("this org has no such trigger event");
    }
}
