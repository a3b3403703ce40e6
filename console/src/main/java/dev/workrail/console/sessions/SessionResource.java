package dev.workrail.console.sessions;

import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Starts sessions.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SessionResource {
    private final ManualDispatch dispatch;

    public SessionResource(ManualDispatch dispatch) {
        this.dispatch = dispatch;
    }

    /// A session that will be.
    public record Dispatched(SessionId session, TriggerEventId triggerEvent) {}

    @POST
    @Path("/sessions")
    @Operation(
            operationId = "dispatchSession",
            summary = "Start a session",
            description =
                    "Answers once the log has it. The session's id is final; its views follow.")
    @APIResponseSchema(value = Dispatched.class, responseCode = "202")
    public Response dispatch(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable DispatchInput body) {
        ManualDispatch.Started started = dispatch.start(org, InputFaults.body(body), key);
        SessionId session = started.event().session();
        return Response.accepted(new Dispatched(session, started.event().id()))
                .location(URI.create("/api/v1/orgs/%s/sessions/%s".formatted(org, session)))
                .header(Headers.POSITION, started.position().toString())
                .build();
    }
}
