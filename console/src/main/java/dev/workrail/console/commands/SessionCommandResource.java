package dev.workrail.console.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.console.sessions.KnownSessions;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Commands to one session. Each answers 202 with the command's id once the log has it; the
/// session's events show what came of it.
@Path("/api/v1/orgs/{org}/sessions/{session}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Commands")
@EndpointDisabled(name = "workrail.role.console", stringValue = "false")
@RunOnVirtualThread
@Singleton
public final class SessionCommandResource {
    private static final int MAX_TEXT = 16_000;
    private static final int MAX_REASON = 1_000;
    private static final int MAX_ID = 200;
    private static final List<String> VERDICTS = List.of("approved", "rejected", "uncertain");

    private final CommandLog commands;
    private final KnownSessions sessions;

    public SessionCommandResource(CommandLog commands, KnownSessions sessions) {
        this.commands = commands;
        this.sessions = sessions;
    }

    /// Text for the agent's next turn.
    public record Steer(@Nullable String text, @Nullable String reason) {}

    /// Why.
    public record Reason(@Nullable String reason) {}

    /// @param keepWorktree false removes what the agent did not commit
    public record KillSession(@Nullable String reason, @Nullable Boolean keepWorktree) {}

    /// @param session the one that runs the work again
    public record Retried(CommandId command, SessionId session) {}

    /// An answer to what the session asked.
    public record Answer(@Nullable JsonNode answer, @Nullable String reason) {}

    /// @param verdict approved, rejected or uncertain
    public record GateVerdict(
            @Nullable String gateId,
            @Nullable String verdict,
            @Nullable String rationale,
            @Nullable String reason) {}

    @POST
    @Path("/steer")
    @Operation(operationId = "steerSession", summary = "Give the agent text for its next turn")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response steer(@BeanParam CommandTarget target, @Nullable Steer body) {
        Steer input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String text = faults.text("/text", input.text(), MAX_TEXT);
        String reason = faults.optional("/reason", input.reason(), MAX_REASON);
        faults.refuseIfAny();
        return send(
                target,
                stamp ->
                        new Command.Steer(
                                stamp.id(),
                                target.org(),
                                target.session(),
                                stamp.actor(),
                                reason,
                                text,
                                stamp.at()));
    }

    @POST
    @Path("/cancel")
    @Operation(operationId = "cancelSession", summary = "End the session at its next safe point")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response cancel(@BeanParam CommandTarget target, @Nullable Reason body) {
        String reason = reason(body);
        return send(
                target,
                stamp ->
                        new Command.Cancel(
                                stamp.id(),
                                target.org(),
                                target.session(),
                                stamp.actor(),
                                reason,
                                stamp.at()));
    }

    @POST
    @Path("/kill")
    @Operation(operationId = "killSession", summary = "Stop the session now")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response kill(@BeanParam CommandTarget target, @Nullable KillSession body) {
        KillSession input = body == null ? new KillSession(null, null) : body;
        InputFaults faults = new InputFaults();
        String reason = faults.optional("/reason", input.reason(), MAX_REASON);
        faults.refuseIfAny();
        boolean keep = input.keepWorktree() == null || input.keepWorktree();
        return send(
                target,
                stamp ->
                        new Command.Kill(
                                stamp.id(),
                                target.org(),
                                Scope.of(target.org(), target.session()),
                                stamp.actor(),
                                reason,
                                false,
                                keep,
                                stamp.at()));
    }

    @POST
    @Path("/resume")
    @Operation(operationId = "resumeSession", summary = "Wake the parked session")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response resume(@BeanParam CommandTarget target, @Nullable Reason body) {
        String reason = reason(body);
        return send(
                target,
                stamp ->
                        new Command.Resume(
                                stamp.id(),
                                target.org(),
                                target.session(),
                                stamp.actor(),
                                reason,
                                stamp.at()));
    }

    @POST
    @Path("/retry")
    @Operation(
            operationId = "retrySession",
            summary = "Run the ended session's work again, as a new session")
    @APIResponseSchema(value = Retried.class, responseCode = "202")
    public Response retry(@BeanParam CommandTarget target, @Nullable Reason body) {
        String reason = reason(body);
        sessions.expectOver(target.org(), target.session());
        CommandLog.Accepted accepted =
                commands.write(
                        target.org(),
                        target.session().value(),
                        target.key(),
                        stamp -> retry(target, reason, stamp));
        // The session derives from the command's id alone: reason and time are of no account.
        Command.Retry written =
                retry(target, reason, new CommandLog.Stamp(accepted.command(), "", Instant.EPOCH));
        return Response.accepted(new Retried(accepted.command(), written.again()))
                .header(Headers.POSITION, accepted.position().toString())
                .build();
    }

    private static Command.Retry retry(
            CommandTarget target, @Nullable String reason, CommandLog.Stamp stamp) {
        return new Command.Retry(
                stamp.id(), target.org(), target.session(), stamp.actor(), reason, stamp.at());
    }

    @POST
    @Path("/answer")
    @Operation(operationId = "answerSession", summary = "Answer what the session asked")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response answer(@BeanParam CommandTarget target, @Nullable Answer body) {
        Answer input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        JsonNode answer = input.answer();
        if (answer == null || answer.isNull()) {
            faults.add("/answer", "expected a JSON value, was absent");
        } else if (answer.toString().length() > MAX_TEXT) {
            faults.add("/answer", "expected at most %d characters of JSON".formatted(MAX_TEXT));
        }
        String reason = faults.optional("/reason", input.reason(), MAX_REASON);
        faults.refuseIfAny();
        return send(
                target,
                stamp ->
                        new Command.Answer(
                                stamp.id(),
                                target.org(),
                                target.session(),
                                stamp.actor(),
                                reason,
                                Objects.requireNonNull(answer),
                                stamp.at()));
    }

    @POST
    @Path("/verdict")
    @Operation(operationId = "judgeGate", summary = "Decide the gate the session is parked at")
    @APIResponseSchema(value = CommandAnswer.class, responseCode = "202")
    public Response verdict(@BeanParam CommandTarget target, @Nullable GateVerdict body) {
        GateVerdict input = InputFaults.body(body);
        InputFaults faults = new InputFaults();
        String gate = faults.text("/gateId", input.gateId(), MAX_ID);
        String verdict = faults.text("/verdict", input.verdict(), MAX_ID);
        if (!verdict.isEmpty() && !VERDICTS.contains(verdict)) {
            faults.add("/verdict", "expected approved, rejected or uncertain");
        }
        String rationale = faults.text("/rationale", input.rationale(), MAX_TEXT);
        String reason = faults.optional("/reason", input.reason(), MAX_REASON);
        faults.refuseIfAny();
        return send(
                target,
                stamp ->
                        new Command.GateVerdict(
                                stamp.id(),
                                target.org(),
                                target.session(),
                                gate,
                                verdict,
                                rationale,
                                stamp.actor(),
                                reason,
                                stamp.at()));
    }

    private Response send(CommandTarget to, Function<CommandLog.Stamp, Command> command) {
        sessions.expect(to.org(), to.session());
        return CommandAnswer.of(commands.write(to.org(), to.session().value(), to.key(), command));
    }

    private static @Nullable String reason(@Nullable Reason body) {
        InputFaults faults = new InputFaults();
        String reason = body == null ? null : faults.optional("/reason", body.reason(), MAX_REASON);
        faults.refuseIfAny();
        return reason;
    }
}
