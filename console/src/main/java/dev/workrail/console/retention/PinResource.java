package dev.workrail.console.retention;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.PageRequest;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Sessions that stay, whatever the retention.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class PinResource {
    private final Pins pins;
    private final Caller caller;

    PinResource(Pins pins, Caller caller) {
        this.pins = pins;
        this.caller = caller;
    }

    @GET
    @Path("/pins")
    @Operation(operationId = "listPins", summary = "Trees of sessions that are pinned")
    public Page<Pin> list(
            @PathParam("org") OrgId org,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        PageRequest page = PageRequest.of(cursor, limit);
        return Page.of(
                pins.after(org, page.after(), page.toRead()), page, pin -> pin.root().value());
    }

    @PUT
    @Path("/sessions/{session}/pin")
    @Operation(
            operationId = "pinSession",
            summary = "Keep a session and all its relatives, whatever the retention")
    public Pin pin(@PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        return pins.pin(org, session, caller.subject());
    }

    @DELETE
    @Path("/sessions/{session}/pin")
    @Operation(
            operationId = "unpinSession",
            summary = "Let the retention hold for a session and its relatives again")
    public void unpin(@PathParam("org") OrgId org, @PathParam("session") SessionId session) {
        pins.unpin(org, session);
    }
}
