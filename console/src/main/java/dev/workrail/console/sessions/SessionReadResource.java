package dev.workrail.console.sessions;

import dev.workrail.console.http.Choices;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.live.LiveTail;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
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
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Lists sessions and looks into one.
@Path("/api/v1/orgs/{org}")
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
            @QueryParam("order") @Nullable String order) {
        known.expect(org, session);
        Paging paging =
                ViewPages.paging(cursor, limit, order == null || order.isEmpty() ? "asc" : order);
        return ViewPages.page(paging, asked -> sessions.events(org, session, asked));
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

    /// Which sessions.
    public static final class SessionQuery {
        /// thinking, tool, idle, waiting, stuck, completed or aborted; several separated by commas
        @QueryParam("status")
        @Nullable String status;

        /// success, error, timeout, stuck, cancelled, killed or escalated; several by commas
        @QueryParam("outcome")
        @Nullable String outcome;

        @QueryParam("workflow")
        @Nullable String workflow;

        @QueryParam("trigger")
        @Nullable String trigger;

        @QueryParam("workspace")
        @Nullable String workspace;

        @QueryParam("root")
        @Nullable String root;

        /// words that must all be in the goal
        @QueryParam("goal")
        @Nullable String goal;

        @QueryParam("from")
        @Nullable String from;

        @QueryParam("until")
        @Nullable String until;

        /// true leaves out children of other sessions
        @QueryParam("rootsOnly")
        @Nullable String rootsOnly;

        /// created, updated or cost
        @QueryParam("sort")
        @Nullable String sortBy;

        /// desc or asc
        @QueryParam("order")
        @Nullable String order;

        @QueryParam("cursor")
        @Nullable String cursor;

        @QueryParam("limit")
        @Nullable Integer limit;

        SessionFilter filter() {
            return new SessionFilter(
                    among("status", status, SessionStatus.IDLE),
                    among("outcome", outcome, Outcome.SUCCESS),
                    ViewPages.text("workflow", workflow),
                    ViewPages.value("trigger", trigger, TriggerId::new),
                    ViewPages.value("workspace", workspace, WorkspaceId::new),
                    ViewPages.value("root", root, SessionId::new),
                    ViewPages.text("goal", goal),
                    ViewPages.time("from", from),
                    ViewPages.time("until", until),
                    "true".equals(rootsOnly));
        }

        SessionSort sort() {
            if (sortBy == null || sortBy.isEmpty()) {
                return SessionSort.CREATED;
            }
            return Arrays.stream(SessionSort.values())
                    .filter(sort -> sort.name().toLowerCase(Locale.ROOT).equals(sortBy))
                    .findFirst()
                    .orElseThrow(
                            () -> ViewPages.fault("sort", "expected created, updated or cost"));
        }

        private static <E extends Enum<E>> Set<E> among(
                String parameter, @Nullable String value, E any) {
            if (value == null || value.isEmpty()) {
                return Set.of();
            }
            InputFaults faults = new InputFaults();
            Set<E> members =
                    Arrays.stream(value.split(",", -1))
                            .map(name -> Choices.of(faults, parameter, name.strip(), any))
                            .collect(Collectors.toUnmodifiableSet());
            faults.refuseIfAny();
            return members;
        }
    }
}
