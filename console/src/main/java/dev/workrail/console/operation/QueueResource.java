package dev.workrail.console.operation;

import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.QueueEntry;
import dev.workrail.projections.read.QueueReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What waits and why.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class QueueResource {
    private static final int MAX_ENTRIES = 1_000;
    private static final List<String> STATES = List.of("queued", "running", "parked");

    private final QueueReader queue;

    public QueueResource(QueueReader queue) {
        this.queue = queue;
    }

    /// @param counts sessions that are queued, running and parked
    /// @param limits what holds those that are queued back, and how many each; the most first
    /// @param items in the order they start; at most 1000
    public record Queue(
            Map<String, Long> counts, List<QueueReader.Held> limits, List<QueueEntry> items) {}

    @GET
    @Path("/queue")
    @Operation(operationId = "getQueue", summary = "What waits, and for which limit")
    public Queue queue(
            @PathParam("org") OrgId org, @QueryParam("state") @Nullable String stateName) {
        String state = ViewPages.text("state", stateName);
        if (state != null && !STATES.contains(state)) {
            throw ViewPages.fault("state", "expected queued, running or parked");
        }
        return new Queue(
                queue.counts(org), queue.limits(org), queue.entries(org, state, MAX_ENTRIES));
    }

    @GET
    @Path("/queue/{session}")
    @Operation(
            operationId = "getQueueEntry",
            summary = "Why a session waits: its position, the limit that binds and who holds it",
            description = "404 once it is over.")
    public QueueEntry entry(@PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        return queue.find(org, session)
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "session '%s' does not wait and does not run".formatted(session)));
    }
}
