package dev.workrail.console.events;

import dev.workrail.console.http.ExpectedCount;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.TriggerEventFilter;
import dev.workrail.projections.read.TriggerEventReader;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Does trigger events again: one, or many of which the count is known first.
@Path("/api/v1/orgs/{org}/trigger-events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trigger events")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class ReplayResource {
    private static final int MAX_REASON = 1_000;
    private static final String WHAT_IT_DOES =
            " It runs as the trigger was when it came, is not taken for a duplicate and says what it"
                    + " replays; kill switches, a disabled trigger, pauses and limits hold for it"
                    + " as for any other.";

    private final ReplayDesk desk;
    private final TriggerEventReader events;

    public ReplayResource(ReplayDesk desk, TriggerEventReader events) {
        this.desk = desk;
        this.events = events;
    }

    /// Why.
    public record Reason(@Nullable String reason) {}

    /// @param filter which events; all of the org where it is absent
    /// @param dryRun true only counts
    /// @param expected how many it will be, as a dry run answered; needed where it is none
    public record Many(
            @Nullable EventFilterInput filter,
            @Nullable Boolean dryRun,
            @Nullable Integer expected,
            @Nullable String reason) {}

    /// What is done again.
    ///
    /// @param dryRun whether nothing was done
    /// @param matching events that the filter means
    /// @param count those of them that can be, or were, replayed
    public record Replays(
            boolean dryRun, long matching, long count, List<ReplayDesk.Replayed> items) {}

    @POST
    @Path("/{event}/replay")
    @Operation(
            operationId = "replayTriggerEvent",
            summary = "Let an event happen again",
            description = "As a new event with a session of its own." + WHAT_IT_DOES)
    @APIResponseSchema(value = ReplayDesk.Replayed.class, responseCode = "202")
    public Response one(
            @PathParam("org") OrgId org,
            @PathParam("event") String event,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Reason body) {
        InputFaults faults = new InputFaults();
        String reason = body == null ? null : faults.optional("/reason", body.reason(), MAX_REASON);
        faults.refuseIfAny();
        String id = ViewPages.text("event", event);
        if (id == null) {
            throw ProblemException.notFound("this org has no such trigger event");
        }
        ReplayDesk.Done done = desk.one(org, id, key, reason);
        return answer(done, done.replayed().getFirst());
    }

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayTriggerEvents",
            summary = "Let all events that a filter means happen again",
            description =
                    "First with `dryRun`, which answers the count; then with that count as"
                            + " `expected`, at most 500, oldest first. Another count by then is"
                            + " answered 409 and nothing is done. Repeat a request that failed"
                            + " under its Idempotency-Key: nothing happens twice."
                            + WHAT_IT_DOES)
    @APIResponse(
            responseCode = "200",
            description = "The count, of a dry run",
            content = @Content(schema = @Schema(implementation = Replays.class)))
    @APIResponseSchema(value = Replays.class, responseCode = "202")
    public Response many(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Many body) {
        Many input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        TriggerEventFilter filter = EventFilterInput.read(faults, input.filter());
        String reason = faults.optional("/reason", input.reason(), MAX_REASON);
        Integer expected = input.expected();
        boolean dry = ExpectedCount.only(faults, input.dryRun(), expected);
        faults.refuseIfAny();
        if (dry || expected == null) {
            TriggerEventReader.Count count = ViewPages.ask(() -> events.count(org, filter));
            return Response.ok(new Replays(true, count.matching(), count.replayable(), List.of()))
                    .build();
        }
        ReplayDesk.Done done = ViewPages.ask(() -> desk.many(org, filter, expected, key, reason));
        int count = done.replayed().size();
        return answer(done, new Replays(false, count, count, done.replayed()));
    }

    private static Response answer(ReplayDesk.Done done, Object body) {
        Response.ResponseBuilder answer = Response.accepted(body);
        if (done.position() != null) {
            answer.header(Headers.POSITION, done.position().toString());
        }
        return answer.build();
    }
}
