package dev.workrail.console.operation;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.ExpectedCount;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Times;
import dev.workrail.console.live.WriteWait;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.Position;
import dev.workrail.projections.read.DeadLetterReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Acts on all open dead letters that a filter means, of which the count is known first.
@Path("/api/v1/orgs/{org}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DeadLetterBulkResource {
    private static final int MAX_TEXT = 500;
    private static final int MAX_REASON = 1_000;
    private static final String HOW =
            "First with `dryRun`, which answers the count; then with that count as `expected`, at"
                    + " most 500, oldest first. Another count by then is answered 409 and nothing"
                    + " is done. What fails on the way leaves the rest open.";

    private final DeadLetterOffice office;
    private final Caller caller;

    public DeadLetterBulkResource(DeadLetterOffice office, Caller caller) {
        this.office = office;
        this.caller = caller;
    }

    /// Which letters; all open ones where it says nothing.
    ///
    /// @param topic where the record lay
    /// @param code why it was given up
    public record LetterFilter(
            @Nullable String topic,
            @Nullable String code,
            @Nullable String from,
            @Nullable String until) {}

    /// @param dryRun true only counts
    /// @param expected how many it will be, as a dry run answered; needed where it is none
    public record Letters(
            @Nullable LetterFilter filter,
            @Nullable Boolean dryRun,
            @Nullable Integer expected,
            @Nullable String reason) {}

    /// What was done.
    ///
    /// @param count open letters that the filter means
    /// @param items letters that were acted upon
    /// @param left letters that hold no record and stay open: discard them
    public record Acted(boolean dryRun, long count, List<String> items, List<String> left) {}

    @POST
    @Path("/replay")
    @Operation(
            operationId = "replayDeadLetters",
            summary = "Do again all that a filter means",
            description = HOW)
    @APIResponse(
            responseCode = "200",
            description = "The count, of a dry run",
            content = @Content(schema = @Schema(implementation = Acted.class)))
    @APIResponseSchema(value = Acted.class, responseCode = "202")
    public Response replay(@PathParam("org") OrgId org, @Nullable Letters body) {
        Asked asked = Asked.of(InputFaults.body(body));
        List<DeadLetter> open = office.open(org, asked.filter());
        if (asked.dry()) {
            return counted(open);
        }
        ExpectedCount.check(open.size(), asked.expected(), "open letters");
        List<String> items = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Position last = null;
        for (DeadLetter letter : open) {
            if (Replay.of(letter) instanceof Replay.Nothing) {
                left.add(letter.id());
            } else {
                last = office.replay(org, letter, caller.subject(), asked.reason());
                items.add(letter.id());
            }
        }
        Response.ResponseBuilder answer =
                Response.accepted(new Acted(false, open.size(), items, left));
        if (last != null) {
            WriteWait.awaitable(last)
                    .ifPresent(known -> answer.header(Headers.POSITION, known.toString()));
        }
        return answer.build();
    }

    @POST
    @Path("/discard")
    @Operation(
            operationId = "discardDeadLetters",
            summary = "Set aside for good all that a filter means",
            description = HOW)
    @APIResponseSchema(value = Acted.class, responseCode = "200")
    public Response discard(@PathParam("org") OrgId org, @Nullable Letters body) {
        Asked asked = Asked.of(InputFaults.body(body));
        List<DeadLetter> open = office.open(org, asked.filter());
        if (asked.dry()) {
            return counted(open);
        }
        ExpectedCount.check(open.size(), asked.expected(), "open letters");
        open.forEach(letter -> office.discard(org, letter, caller.subject(), asked.reason()));
        List<String> items = open.stream().map(DeadLetter::id).toList();
        return Response.ok(new Acted(false, open.size(), items, List.of())).build();
    }

    private static Response counted(List<DeadLetter> open) {
        return Response.ok(new Acted(true, open.size(), List.of(), List.of())).build();
    }

    private record Asked(
            DeadLetterReader.Filter filter, boolean dry, long expected, @Nullable String reason) {
        static Asked of(Letters input) {
            InputFaults faults = new InputFaults();
            LetterFilter which =
                    Objects.requireNonNullElse(
                            input.filter(), new LetterFilter(null, null, null, null));
            DeadLetterReader.Filter filter =
                    new DeadLetterReader.Filter(
                            faults.optional("/filter/topic", which.topic(), MAX_TEXT),
                            faults.optional("/filter/code", which.code(), MAX_TEXT),
                            Times.read(faults, "/filter/from", which.from()),
                            Times.read(faults, "/filter/until", which.until()));
            boolean dry = ExpectedCount.only(faults, input.dryRun(), input.expected());
            String reason = faults.optional("/reason", input.reason(), MAX_REASON);
            faults.refuseIfAny();
            Integer expected = input.expected();
            return new Asked(filter, dry, expected == null ? 0 : expected, reason);
        }
    }
}
