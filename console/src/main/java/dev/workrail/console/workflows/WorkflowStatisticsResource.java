package dev.workrail.console.workflows;

import dev.workrail.console.http.ViewPages;
import dev.workrail.console.settings.Configuration;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.StatPoint;
import dev.workrail.projections.read.StatReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How a workflow has fared in an org.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workflows")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class WorkflowStatisticsResource {
    private static final int MAX_DAYS = 366;

    private final Configuration configuration;
    private final WorkflowCatalogue catalogue;
    private final StatReader statistics;
    private final Clock clock;

    public WorkflowStatisticsResource(
            Configuration configuration,
            WorkflowCatalogue catalogue,
            StatReader statistics,
            Clock clock) {
        this.configuration = configuration;
        this.catalogue = catalogue;
        this.statistics = statistics;
        this.clock = clock;
    }

    /// @param days whole UTC days, today the last
    /// @param total over all of them
    /// @param points days in which something happened, oldest first
    public record Statistics(String workflow, int days, StatPoint total, List<StatPoint> points) {}

    @GET
    @Path("/workflows/{workflow}/statistics")
    @Operation(
            operationId = "getWorkflowStatistics",
            summary = "Sessions of a workflow: outcomes, times and cost",
            description = "What a session used counts on the day it ended.")
    public Statistics statistics(
            @PathParam("org") OrgId org,
            @PathParam("workflow") String workflow,
            @QueryParam("days") @DefaultValue("30") int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw ViewPages.fault("days", "expected 1 to " + MAX_DAYS);
        }
        if (!configuration.look(org, look -> catalogue.exists(look, workflow))) {
            throw ProblemException.notFound("there is no such workflow, bundled or of this org");
        }
        Instant until = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        Instant from = until.minus(Duration.ofDays(days));
        return new Statistics(
                workflow,
                days,
                statistics.total(org, from, until, workflow),
                statistics.points(
                        org, StatReader.Unit.DAY, from, until, new StatReader.Of(workflow, null)));
    }
}
