package dev.workrail.console.operation;

import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.projections.read.StatGroup;
import dev.workrail.projections.read.StatPoint;
import dev.workrail.projections.read.StatReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Usage and outcomes by hour and day, and by workflow and trigger.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class StatisticsResource {
    private static final int MAX_POINTS = 2_000;
    private static final Duration DEFAULT_REACH = Duration.ofDays(7);

    private final StatReader statistics;
    private final Clock clock;

    public StatisticsResource(StatReader statistics, Clock clock) {
        this.statistics = statistics;
        this.clock = clock;
    }

    /// @param unit hour or day
    /// @param points hours or days, UTC, in which something happened, oldest first
    /// @param by workflow or trigger; absent where nothing was asked for
    /// @param groups the whole of the time for each of them, the dearest first
    public record Statistics(
            String unit,
            Instant from,
            Instant until,
            List<StatPoint> points,
            @Nullable String by,
            @Nullable List<StatGroup> groups) {}

    @GET
    @Path("/statistics")
    @Operation(
            operationId = "getStatistics",
            summary = "Usage and outcomes, by hour or day, and by workflow or trigger",
            description =
                    "Sessions accepted, sessions ended by outcome, tokens, cost in millionths of a"
                            + " dollar, mean waiting and running time, deliveries. A session counts"
                            + " where it ended, and as accepted where it began. `unit` is hour"
                            + " (default) or day, UTC; points begin at or after `from` (default: a"
                            + " week before `until`) and before `until` (default: now); at most 2000"
                            + " of them. `workflow` and `trigger` narrow it, and then deliveries are"
                            + " left out. `by` is workflow or trigger and adds a total for each.")
    public Statistics statistics(
            @PathParam("org") OrgId org,
            @QueryParam("unit") @Nullable String unitName,
            @QueryParam("from") @Nullable String fromText,
            @QueryParam("until") @Nullable String untilText,
            @QueryParam("workflow") @Nullable String workflow,
            @QueryParam("trigger") @Nullable String trigger,
            @QueryParam("by") @Nullable String byName) {
        boolean daily = "day".equals(unitName);
        if (unitName != null && !daily && !unitName.equals("hour")) {
            throw ViewPages.fault("unit", "expected hour or day");
        }
        Instant givenUntil = ViewPages.time("until", untilText);
        Instant until = givenUntil == null ? clock.instant() : givenUntil;
        Instant givenFrom = ViewPages.time("from", fromText);
        Instant from = givenFrom == null ? until.minus(DEFAULT_REACH) : givenFrom;
        Duration length = daily ? Duration.ofDays(1) : Duration.ofHours(1);
        if (Duration.between(from, until).dividedBy(length) > MAX_POINTS) {
            throw ViewPages.fault("from", "expected at most %d points".formatted(MAX_POINTS));
        }
        StatReader.By by = by(byName);
        StatReader.Unit unit = daily ? StatReader.Unit.DAY : StatReader.Unit.HOUR;
        StatReader.Of of =
                new StatReader.Of(
                        ViewPages.text("workflow", workflow), ViewPages.text("trigger", trigger));
        return new Statistics(
                daily ? "day" : "hour",
                from,
                until,
                statistics.points(org, unit, from, until, of),
                by == null ? null : byName,
                by == null ? null : statistics.groups(org, unit, from, until, of, by));
    }

    private static StatReader.@Nullable By by(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return null;
        }
        return switch (name) {
            case "workflow" -> StatReader.By.WORKFLOW;
            case "trigger" -> StatReader.By.TRIGGER;
            default -> throw ViewPages.fault("by", "expected workflow or trigger");
        };
    }
}
