package dev.workrail.console.live;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Permit;
import dev.workrail.console.sessions.KnownSessions;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.problem.Problem;
import dev.workrail.platform.problem.ProblemException;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Streams of server-sent events. The id of an event is a cursor; a client that sends it back as
/// Last-Event-ID (or `cursor`) goes on behind it, on any console and after a restart. `resync` says
/// that something was missed: read the state anew and go on.
@Path("/api/v1/orgs/{org}")
@Tag(name = "Live")
@Produces(MediaType.SERVER_SENT_EVENTS)
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@Blocking
@Singleton
public final class StreamResource {
    private static final int MAX_STREAMS = 2_000;
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final String EVENTS =
            "Server-sent events: `event` is the kind of a record or `hello`, `heartbeat` or `resync`,"
                    + " `id` a cursor, `data` the record as JSON.";
    private static final String ABOUT =
            "Sent back as Last-Event-ID (or `cursor`), an event's id goes on behind it, on any console"
                    + " and after a restart. `resync` says that something was missed: read the state"
                    + " anew and go on.";
    private static final String EXAMPLE =
            """
            event: session_claimed
            id: wr.scheduling-0:17,wr.sessions-0:42
            data: {"kind":"session_claimed","session":"sess_0199…","org":"acme","epoch":1764400000000}
            """;

    private final LiveTail tail;
    private final KnownSessions sessions;
    private final Caller caller;

    public StreamResource(LiveTail tail, KnownSessions sessions, Caller caller) {
        this.tail = tail;
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    @Path("/stream")
    @Operation(
            operationId = "streamOrg",
            summary = "Everything that happens in the org",
            description = ABOUT)
    @APIResponse(
            responseCode = "200",
            description = EVENTS,
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    public Multi<OutboundSseEvent> ofOrg(
            @PathParam("org") OrgId org,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("cursor") @Nullable String cursor,
            @Context Sse sse) {
        return stream(new StreamFilter(org, null), cursor(lastEventId, cursor), sse);
    }

    @GET
    @Path("/sessions/{session}/stream")
    @Operation(
            operationId = "streamSession",
            summary = "Everything that happens in a session",
            description = ABOUT)
    @APIResponse(
            responseCode = "200",
            description = EVENTS,
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING),
                            example = EXAMPLE))
    public Multi<OutboundSseEvent> ofSession(
            @PathParam("org") OrgId org,
            @PathParam("session") SessionId session,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @QueryParam("cursor") @Nullable String cursor,
            @Context Sse sse) {
        sessions.expect(org, session);
        return stream(new StreamFilter(org, session), cursor(lastEventId, cursor), sse);
    }

    private Multi<OutboundSseEvent> stream(
            StreamFilter about, @Nullable StreamCursor cursor, Sse sse) {
        if (tail.streams() >= MAX_STREAMS) {
            throw ProblemException.unavailable(
                    "%d streams are open here, which is all there may be".formatted(MAX_STREAMS),
                    RETRY);
        }
        tail.expectCurrent();
        Permit permit = caller.permit();
        return Multi.createFrom()
                .<StreamEvent>publisher(client -> tail.follow(client, permit, about, cursor))
                .map(event ->
                        sse.newEventBuilder()
                                .name(event.type())
                                .id(event.cursor().toString())
                                .data(String.class, event.json())
                                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                                .build());
    }

    private static @Nullable StreamCursor cursor(
            @Nullable String lastEventId, @Nullable String parameter) {
        String text = lastEventId == null || lastEventId.isBlank() ? parameter : lastEventId;
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return StreamCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "Last-Event-ID: " + e.getMessage(),
                    List.of(
                            new Problem.InputError(
                                    "Last-Event-ID", String.valueOf(e.getMessage()))));
        }
    }
}
