package dev.workrail.ingest;

import dev.workrail.ingest.intake.Answer;
import dev.workrail.ingest.intake.IntakeMetrics;
import dev.workrail.ingest.intake.WebhookIntake;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Webhooks over HTTP. 202 says the event is in the log, or is no work for the trigger; everything
/// else is a problem (RFC 9457) and means that nothing was kept for certain.
@EndpointDisabled(name = "workrail.role.ingest", stringValue = "false")
@Path("/")
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public final class WebhookResource {
    /// The org label of webhooks that name none: one machine has few.
    private static final String LOCAL = "local";

    private final IngestRole role;
    private final IngestConfig config;
    private final Clock clock;
    private final IntakeMetrics metrics;

    public WebhookResource(IngestRole role, IngestConfig config, Clock clock) {
        this.role = role;
        this.config = config;
        this.clock = clock;
        this.metrics = role.metrics();
    }

    @POST
    @Path("hooks/{org}/{trigger}")
    @Operation(
            operationId = "takeWebhook",
            summary = "Take a webhook",
            description =
                    "The body as the provider signed it, with the provider's own headers. A repeat"
                            + " of a delivery is answered as the first was.")
    @APIResponse(
            responseCode = "202",
            description = "The event is in the log, or is no work for the trigger",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(anyOf = {Answer.Accepted.class, Answer.Skipped.class})))
    @APIResponseSchema(value = Answer.Challenged.class, responseCode = "200")
    @RunOnVirtualThread
    public Response take(
            @PathParam("org") String org,
            @PathParam("trigger") String trigger,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        WebhookIntake intake = role.intake();
        WebhookRequest request;
        try {
            request = request(headers, body);
        } catch (ProblemException tooLarge) {
            intake.rejected(org, trigger, tooLarge, clock.instant());
            throw tooLarge;
        }
        return response(metrics.record(org, () -> intake.take(org, trigger, request)));
    }

    /// WorkRail's own address, on one machine.
    @POST
    @Path("webhook/{trigger}")
    @Operation(
            operationId = "takeWebhookOfOneMachine",
            summary = "Take a webhook at WorkRail's own address, on one machine",
            description = "As at `/hooks/{org}/{trigger}`, of the one org that has the trigger.")
    @APIResponse(
            responseCode = "202",
            description = "The event is in the log, or is no work for the trigger",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema =
                                    @Schema(anyOf = {Answer.Accepted.class, Answer.Skipped.class})))
    @APIResponseSchema(value = Answer.Challenged.class, responseCode = "200")
    @RunOnVirtualThread
    public Response takeOfOneMachine(
            @PathParam("trigger") String trigger, @Context HttpHeaders headers, InputStream body)
            throws IOException {
        if (!config.singleMachine()) {
            throw ProblemException.notFound("post to /hooks/<org>/<trigger>");
        }
        WebhookIntake intake = role.intake();
        WebhookRequest request = request(headers, body);
        return response(metrics.record(LOCAL, () -> intake.take(trigger, request)));
    }

    private WebhookRequest request(HttpHeaders headers, InputStream body) throws IOException {
        int max = Math.toIntExact(config.maxBody().asLongValue());
        // Refused by its own word first, so that nothing of it is read.
        if (headers.getLength() > max) {
            throw tooLarge(max);
        }
        byte[] bytes = body.readNBytes(max + 1);
        if (bytes.length > max) {
            throw tooLarge(max);
        }
        return new WebhookRequest(
                new RequestHeaders(headers.getRequestHeaders()), bytes, clock.instant());
    }

    private static ProblemException tooLarge(int max) {
        return ProblemException.tooLarge("a webhook body may have at most %d bytes".formatted(max));
    }

    private static Response response(Answer answer) {
        return switch (answer) {
            case Answer.Accepted accepted -> Response.accepted(accepted).build();
            case Answer.Skipped skipped -> Response.accepted(skipped).build();
            case Answer.Challenged challenged ->
                    Response.ok(Map.of("challenge", challenged.challenge())).build();
        };
    }
}
