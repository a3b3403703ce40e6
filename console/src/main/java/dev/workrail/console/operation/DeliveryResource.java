package dev.workrail.console.operation;

import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.DeliveryFilter;
import dev.workrail.projections.read.DeliveryReader;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What was posted to outside systems, and every attempt at it.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Deliveries")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DeliveryResource {
    private static final List<String> STATES =
            List.of("pending", "delivered", "failed", "superseded");

    private final DeliveryReader deliveries;

    public DeliveryResource(DeliveryReader deliveries) {
        this.deliveries = deliveries;
    }

    /// A delivery with the attempts at it that are over, oldest first.
    public record Detail(DeliveryReader.Delivery delivery, List<DeliveryReader.Attempt> attempts) {}

    @GET
    @Path("/deliveries")
    @Operation(
            operationId = "listDeliveries",
            summary = "Where results go, newest first",
            description =
                    "state: pending, delivered, failed or superseded. One that failed is a dead"
                            + " letter under the same id: replay that.")
    public Page<DeliveryReader.Delivery> list(
            @PathParam("org") OrgId org,
            @QueryParam("session") @Nullable String session,
            @QueryParam("target") @Nullable String target,
            @QueryParam("state") @Nullable String stateName,
            @QueryParam("status") @Nullable String status,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("order") @Nullable String order,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        String state = ViewPages.text("state", stateName);
        if (state != null && !STATES.contains(state)) {
            throw ViewPages.fault("state", "expected one of " + String.join(", ", STATES));
        }
        DeliveryFilter filter =
                new DeliveryFilter(
                        ViewPages.value("session", session, SessionId::new),
                        ViewPages.text("target", target),
                        state,
                        ViewPages.text("status", status),
                        ViewPages.time("from", from),
                        ViewPages.time("until", until));
        return ViewPages.page(
                ViewPages.paging(cursor, limit, order),
                asked -> deliveries.page(org, filter, asked));
    }

    @GET
    @Path("/deliveries/{delivery}")
    @Operation(
            operationId = "getDelivery",
            summary = "A delivery and the attempts at it",
            description =
                    "Attempts are kept a week and longer; what an attempt sends is not shown.")
    public Detail get(@PathParam("org") OrgId org, @PathParam("delivery") String delivery) {
        String id = ViewPages.text("delivery", delivery);
        if (id == null) {
            throw missing();
        }
        return new Detail(
                deliveries.find(org, id).orElseThrow(DeliveryResource::missing),
                deliveries.attempts(org, id));
    }

    private static ProblemException missing() {
        return ProblemException.notFound("this org has no such delivery");
    }
}
