package dev.workrail.console.operation;

import dev.workrail.console.access.Caller;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.http.Page;
import dev.workrail.console.http.ViewPages;
import dev.workrail.console.live.WriteWait;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.DeadLetterReader;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What could not be processed: list, count, replay, discard.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dead letters")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class DeadLetterResource {
    private static final int MAX_REASON = 1_000;

    private final DeadLetterReader letters;
    private final DeadLetterOffice office;
    private final Caller caller;

    public DeadLetterResource(DeadLetterReader letters, DeadLetterOffice office, Caller caller) {
        this.letters = letters;
        this.office = office;
        this.caller = caller;
    }

    /// How many letters there are.
    public record Count(long count) {}

    /// Why.
    public record Reason(@Nullable String reason) {}

    @GET
    @Path("/dead-letters")
    @Operation(operationId = "listDeadLetters", summary = "Dead letters, newest first")
    public Page<DeadLetterView> list(
            @PathParam("org") OrgId org,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("code") @Nullable String code,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("limit") @Nullable Integer limit) {
        DeadLetterReader.Filter filter = filter(topic, code, from, until);
        Page<DeadLetter> page =
                ViewPages.page(
                        ViewPages.paging(cursor, limit, false),
                        asked -> letters.page(org, filter, asked));
        return new Page<>(office.decided(org, page.items(), false), page.next());
    }

    @GET
    @Path("/dead-letters/count")
    @Operation(operationId = "countDeadLetters", summary = "How many letters a filter means")
    public Count count(
            @PathParam("org") OrgId org,
            @QueryParam("topic") @Nullable String topic,
            @QueryParam("code") @Nullable String code,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until) {
        return new Count(letters.count(org, filter(topic, code, from, until)));
    }

    @GET
    @Path("/dead-letters/{letter}")
    @Operation(operationId = "getDeadLetter", summary = "A dead letter with its record")
    public DeadLetterView get(@PathParam("org") OrgId org, @PathParam("letter") String letter) {
        return office.decided(org, List.of(find(org, letter)), true).getFirst();
    }

    @POST
    @Path("/dead-letters/{letter}/replay")
    @Operation(operationId = "replayDeadLetter", summary = "Do again what was given up")
    @APIResponseSchema(value = DeadLetterView.class, responseCode = "202")
    public Response replay(
            @PathParam("org") OrgId org,
            @PathParam("letter") String letter,
            @Nullable Reason body) {
        InputFaults faults = new InputFaults();
        String reason = body == null ? null : faults.optional("/reason", body.reason(), MAX_REASON);
        faults.refuseIfAny();
        Position position = office.replay(org, find(org, letter), caller.subject(), reason);
        Response.ResponseBuilder answer = Response.accepted(get(org, letter));
        WriteWait.awaitable(position)
                .ifPresent(known -> answer.header(Headers.POSITION, known.toString()));
        return answer.build();
    }

    @POST
    @Path("/dead-letters/{letter}/discard")
    @Operation(operationId = "discardDeadLetter", summary = "Set a letter aside for good")
    public DeadLetterView discard(@PathParam("org") OrgId org, @PathParam("letter") String letter) {
        office.discard(org, find(org, letter), caller.subject(), null);
        return get(org, letter);
    }

    private DeadLetter find(OrgId org, String letter) {
        String id = ViewPages.text("letter", letter);
        if (id == null) {
            throw missing();
        }
        return letters.find(org, id).orElseThrow(DeadLetterResource::missing);
    }

    private static ProblemException missing() {
        return ProblemException.notFound("this org has no such dead letter");
    }

    private static DeadLetterReader.Filter filter(
            @Nullable String topic,
            @Nullable String code,
            @Nullable String from,
            @Nullable String until) {
        return new DeadLetterReader.Filter(
                ViewPages.text("topic", topic),
                ViewPages.text("code", code),
                ViewPages.time("from", from),
                ViewPages.time("until", until));
    }
}
