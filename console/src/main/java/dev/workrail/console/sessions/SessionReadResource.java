package dev.workrail.console.sessions;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.live.LiveTail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Handoff;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.DeliveryReader;
import dev.workrail.projections.read.Paging;
import dev.workrail.projections.read.SessionFilter;
import dev.workrail.projections.read.SessionReader;
import dev.workrail.projections.read.SessionSort;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Lists sessions and looks into one.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SessionReadResource {
    private final SessionReader sessions;
    private final DeliveryReader deliveries;
    private final KnownSessions known;
    private final LiveTail tail;

    public SessionReadResource(
            SessionReader sessions, DeliveryReader deliveries, KnownSessions known, LiveTail tail) {
        this.sessions = sessions;
        this.deliveries = deliveries;
        this.known = known;
        this.tail = tail;
    }

    /// A session and its relatives.
    ///
    /// @param sessions under one root, oldest first; at most 1000
    public record Tree(SessionId root, List<SessionView> sessions) {}

    /// Where a session's results went.
    public record Deliveries(List<DeliveryReader.Delivery> items) {}

    @GET
    @Path("/sessions")
    @Operation(operationId = "listSessions", summary = "Sessions, newest first")
    public Page<SessionView> list(@PathParam("org") OrgId org, @BeanParam SessionQuery query) {
        SessionFilter filter = query.filter();
        SessionSort sort = query.sort();
        Paging paging = ViewPages.paging(query.cursor, query.limit, query.order);
        return ViewPages.page(paging, asked -> sessions.page(org, filter, sort, asked));
    }

    @GET
    @Path("/sessions/{session}")
    @Operation(
            operationId = "getSession",
            summary = "A session as it stands",
            description = "Of a session that runs, what it does now comes from the log itself.")
    public SessionView get(@PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        return tail.newest(known.get(org, session));
    }

    @GET
    @Path("/sessions/{session}/events")
    @Operation(operationId = "listSessionEvents", summary = "What happened in a session")
    public Page<SessionReader.Event> events(
            @PathParam("org") OrgId org,
            @PathParam("session") SessionId session,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Parameter(description = "asc (default) or desc") @QueryParam("order")
                    @Nullable String order) {
        known.expect(org, session);
        Paging paging = ViewPages.paging(cursor, limit, oldestFirst(order));
        return ViewPages.page(paging, asked -> sessions.events(org, session, asked));
    }

    @GET
    @Path("/sessions/{session}/segments")
    @Operation(
            operationId = "listSessionSegments",
            summary = "What happened in a session, record by record",
            description =
                    "Each with the events that were written at once: an advance, a model turn, a"
                            + " claim, a fact.")
    public Page<SessionReader.Segment> segments(
            @PathParam("org") OrgId org,
            @PathParam("session") SessionId session,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit,
            @Parameter(description = "asc (default) or desc") @QueryParam("order")
                    @Nullable String order) {
        known.expect(org, session);
        return ViewPages.page(
                ViewPages.paging(cursor, limit, oldestFirst(order)),
                asked -> sessions.segments(org, session, asked));
    }

    private static String oldestFirst(@Nullable String order) {
        return order == null || order.isEmpty() ? "asc" : order;
    }

    @GET
    @Path("/sessions/{session}/tree")
    @Operation(operationId = "getSessionTree", summary = "A session and all its relatives")
    public Tree tree(@PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        SessionView view = known.get(org, session);
        SessionId root = view.work() == null ? session : view.work().root();
        return new Tree(root, sessions.tree(org, root));
    }

    @GET
    @Path("/sessions/{session}/deliveries")
    @Operation(operationId = "listSessionDeliveries", summary = "Where its results went")
    public Deliveries deliveries(
            @PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        known.expect(org, session);
        return new Deliveries(deliveries.of(org, session));
    }

    /// The structured result a session ended with.
    ///
    /// @param outcome success, error, timeout, stuck, cancelled, killed or escalated
    /// @param detail why, where it is no success
    public record HandoffView(
            SessionId session,
            Outcome outcome,
            @Nullable String detail,
            Instant endedAt,
            Handoff handoff) {}

    @GET
    @Path("/sessions/{session}/handoff")
    @Operation(
            operationId = "getSessionHandoff",
            summary = "The structured result a session ended with",
            description =
                    "404 while it is not over, and where it ended without one: killed before a"
                            + " worker could write it.")
    public HandoffView handoff(
            @PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        known.expect(org, session);
        return sessions.ended(org, session)
                .flatMap(event -> handoff(session, event))
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "session '%s' has no handoff, or is not over yet"
                                        .formatted(session)));
    }

    private static Optional<HandoffView> handoff(SessionId session, SessionReader.Event event) {
        return ContractsJson.fromTree(event.data(), Effect.class) instanceof Effect.Ended ended
                        && ended.handoff() != null
                ? Optional.of(
                        new HandoffView(
                                session,
                                ended.outcome(),
                                ended.detail(),
                                event.at(),
                                ended.handoff()))
                : Optional.empty();
    }
}
