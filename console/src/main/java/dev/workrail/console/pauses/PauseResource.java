package dev.workrail.console.pauses;

import dev.workrail.console.commands.CommandAnswer;
import dev.workrail.console.commands.CommandLog;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.OrgId;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Pauses an org or a trigger: events are taken and wait, what runs goes on, nothing new starts.
@Path("/api/v1/orgs/{org}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pauses")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class PauseResource {
    private static final int MAX_REASON = 1_000;
    private static final String WHAT_IT_DOES =
            "Webhooks and other events are taken as before and wait in the queue, which names this"
                    + " pause, who made it and why. What runs goes on. Over restarts, until it is"
                    + " resumed; pausing again renews who and why.";

    private final CommandLog commands;
    private final Configuration configuration;

    public PauseResource(CommandLog commands, Configuration configuration) {
        this.commands = commands;
        this.configuration = configuration;
    }

    /// @param reason why, for those who find it paused
    public record Pause(@Nullable String reason) {}

    /// Why.
    public record Resume(@Nullable String reason) {}

    @POST
    @Path("/pause")
    @Operation(
            operationId = "pauseOrg",
            summary = "Let nothing new of the org start",
            description = WHAT_IT_DOES)
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response pauseOrg(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Pause body) {
        return pause(org, whole(org), key, body);
    }

    @POST
    @Path("/resume")
    @Operation(operationId = "resumeOrg", summary = "Let what waits in the org start")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response resumeOrg(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Resume body) {
        return resume(org, whole(org), key, body);
    }

    @POST
    @Path("/triggers/{trigger}/pause")
    @Operation(
            operationId = "pauseTrigger",
            summary = "Let nothing new of the trigger start",
            description = WHAT_IT_DOES)
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response pauseTrigger(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Pause body) {
        return pause(org, one(org, trigger), key, body);
    }

    @POST
    @Path("/triggers/{trigger}/resume")
    @Operation(
            operationId = "resumeTrigger",
            summary = "Let what waits of the trigger start",
            description = "Ends the trigger's own pause; that of its org stays.")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response resumeTrigger(
            @PathParam("org") OrgId org,
            @PathParam("trigger") String trigger,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Resume body) {
        return resume(org, one(org, trigger), key, body);
    }

    private Response pause(OrgId org, Scope scope, @Nullable String key, @Nullable Pause body) {
        Pause input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String reason = faults.text("/reason", input.reason(), MAX_REASON);
        faults.refuseIfAny();
        return CommandAnswer.of(
                commands.write(
                        org,
                        org.value(),
                        key,
                        stamp ->
                                new Command.Pause(
                                        stamp.id(),
                                        org,
                                        scope,
                                        stamp.actor(),
                                        reason,
                                        stamp.at())));
    }

    private Response resume(OrgId org, Scope scope, @Nullable String key, @Nullable Resume body) {
        InputFaults faults = new InputFaults();
        String reason = body == null ? null : faults.optional("/reason", body.reason(), MAX_REASON);
        faults.refuseIfAny();
        return CommandAnswer.of(
                commands.write(
                        org,
                        org.value(),
                        key,
                        stamp ->
                                new Command.Unpause(
                                        stamp.id(),
                                        org,
                                        scope,
                                        stamp.actor(),
                                        reason,
                                        stamp.at())));
    }

    private static Scope whole(OrgId org) {
        return new Scope(org, null, null, null);
    }

    /// @throws dev.workrail.platform.problem.ProblemException 404 where there is no such trigger
    private Scope one(OrgId org, String trigger) {
        var known = configuration.get(org, EntryKind.TRIGGER, trigger).value();
        return new Scope(org, null, known.trigger(), null);
    }
}
