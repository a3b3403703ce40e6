package dev.workrail.console.operation;

import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.projections.read.QueueEntry;
import dev.workrail.projections.read.QueueReader;
import dev.workrail.projections.read.StatPoint;
import dev.workrail.projections.read.StatReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What waits and why, and what happened by hour and day.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Operation")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class QueueResource {
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_POINTS = 2_000;
    private static final Duration DEFAULT_REACH = Duration.ofDays(7);
    private static final List<String> STATES = List.of("queued", "running", "parked");

    private final QueueReader queue;
    private final StatReader statistics;
    private final Clock clock;

    public QueueResource(QueueReader queue, StatReader statistics, Clock clock) {
        this.queue = queue;
        this.statistics = statistics;
        this.clock = clock;
    }

    /// @param counts sessions that are queued, running and parked
    /// @param items in the order they start; at most 1000
    public record Queue(Map<String, Long> counts, List<QueueEntry> items) {}

    /// @param unit hour or day
    public record Statistics(String unit, Instant from, Instant until, List<StatPoint> points) {}

    @GET
    @Path("/queue")
    @Operation(operationId = "getQueue", summary = "What waits, and for which limit")
    public Queue queue(
            @PathParam("org") OrgId org, @QueryParam("state") @Nullable String stateName) {
        String state = ViewPages.text("state", stateName);
        if (state != null && !STATES.contains(state)) {
            throw ViewPages.fault("state", "expected queued, running or parked");
        }
        return new Queue(queue.counts(org), queue.entries(org, state, MAX_ENTRIES));
    }

    @GET
    @Path("/statistics")
    @Operation(operationId = "getStatistics", summary = "What happened, by hour or day")
    public Statistics statistics(
            @PathParam("org") OrgId org,
            @QueryParam("unit") @Nullable String unitName,
            @QueryParam("from") @Nullable String fromText,
            @QueryParam("until") @Nullable String untilText,
            @QueryParam("workflow") @Nullable String workflow) {
        boolean daily = "day".equals(unitName);
        if (unitName != null && !daily && !unitName.equals("hour")) {
            throw ViewPages.fault("unit", "expected hour or day");
        }
        Instant givenUntil = ViewPages.time("until", untilText);
        Instant until = givenUntil == null ? clock.instant() : givenUntil;
        Instant givenFrom = ViewPages.time("from", fromText);
        Instant from = givenFrom == null ? until.minus(DEFAULT_REACH) : givenFrom;
        Duration unit = daily ? Duration.ofDays(1) : Duration.ofHours(1);
        if (Duration.between(from, until).dividedBy(unit) > MAX_POINTS) {
            throw ViewPages.fault("from", "expected at most %d points".formatted(MAX_POINTS));
        }
        List<StatPoint> points =
                statistics.points(
                        org,
                        daily ? StatReader.Unit.DAY : StatReader.Unit.HOUR,
                        from,
                        until,
                        ViewPages.text("workflow", workflow));
        return new Statistics(daily ? "day" : "hour", from, until, points);
    }
}
