package dev.workrail.console.commands;

import dev.workrail.console.http.Headers;
import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The kill switch: stops the sessions of a trigger, a workspace, an org or the whole deployment,
/// and holds off new ones until it is lifted.
@Path("/api/v1")
@Tag(name = "Kill switch")
@RunOnVirtualThread
@Singleton
public final class KillSwitchResource {
    private static final int MAX_REASON = 1_000;
    private static final String EVERYTHING = "everything";

    private final CommandLog commands;

    public KillSwitchResource(CommandLog commands) {
        this.commands = commands;
    }

    /// @param workspace stops the sessions of one workspace
    /// @param trigger stops the sessions of one trigger; with neither, of the whole org
    /// @param hold false stops what there is and lets new work in; true where absent
    /// @param keepWorktree false removes what agents did not commit; true where absent
    public record Kill(
            @Nullable String workspace,
            @Nullable String trigger,
            @Nullable Boolean hold,
            @Nullable Boolean keepWorktree,
            @Nullable String reason) {}

    /// @param workspace as in the kill that it lifts
    /// @param trigger as in the kill that it lifts
    public record Lift(
            @Nullable String workspace, @Nullable String trigger, @Nullable String reason) {}

    @POST
    @Path("/orgs/{org}/kill")
    @Operation(operationId = "killInOrg", summary = "Stop a trigger, a workspace or the org")
    public Response kill(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Kill body) {
        Kill input = InputFaults.body(body);
        Scope scope = scope(org, input.workspace(), input.trigger());
        return kill(org, scope, org.value(), key, input);
    }

    @POST
    @Path("/orgs/{org}/lift")
    @Operation(operationId = "liftInOrg", summary = "Let a trigger, a workspace or the org go on")
    public Response lift(
            @PathParam("org") OrgId org,
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key,
            @Nullable Lift body) {
        Lift input = InputFaults.body(body);
        Scope scope = scope(org, input.workspace(), input.trigger());
        return lift(org, scope, org.value(), key, input);
    }

    @POST
    @Path("/kill")
    @Operation(operationId = "killEverything", summary = "Stop every session of the deployment")
    public Response killEverything(
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key, @Nullable Kill body) {
        Kill input = InputFaults.body(body);
        expectNoScope(input.workspace(), input.trigger());
        OrgId operators = ConfigValue.Domain.OPERATOR;
        return kill(operators, Scope.EVERYTHING, EVERYTHING, key, input);
    }

    @POST
    @Path("/lift")
    @Operation(operationId = "liftEverything", summary = "Let the deployment go on")
    public Response liftEverything(
            @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key, @Nullable Lift body) {
        Lift input = InputFaults.body(body);
        expectNoScope(input.workspace(), input.trigger());
        OrgId operators = ConfigValue.Domain.OPERATOR;
        return lift(operators, Scope.EVERYTHING, EVERYTHING, key, input);
    }

    private Response kill(OrgId org, Scope scope, String about, @Nullable String key, Kill input) {
        String reason = reason(input.reason());
        boolean hold = input.hold() == null || input.hold();
        boolean keep = input.keepWorktree() == null || input.keepWorktree();
        return CommandAnswer.of(
                commands.write(
                        org,
                        about,
                        key,
                        stamp ->
                                new Command.Kill(
                                        stamp.id(),
                                        org,
                                        scope,
                                        stamp.actor(),
                                        reason,
                                        hold,
                                        keep,
                                        stamp.at())));
    }

    private Response lift(OrgId org, Scope scope, String about, @Nullable String key, Lift input) {
        String reason = reason(input.reason());
        return CommandAnswer.of(
                commands.write(
                        org,
                        about,
                        key,
                        stamp ->
                                new Command.Lift(
                                        stamp.id(),
                                        org,
                                        scope,
                                        stamp.actor(),
                                        reason,
                                        stamp.at())));
    }

    private static Scope scope(
            OrgId org, @Nullable String workspaceName, @Nullable String triggerName) {
        InputFaults faults = new InputFaults();
        WorkspaceId workspace = faults.parsed("/workspace", workspaceName, WorkspaceId::new);
        TriggerId trigger = faults.parsed("/trigger", triggerName, TriggerId::new);
        if (workspaceName != null && triggerName != null) {
            faults.add("/trigger", "expected either a workspace or a trigger, were both");
        }
        faults.refuseIfAny();
        return new Scope(org, workspace, trigger, null);
    }

    private static void expectNoScope(@Nullable String workspace, @Nullable String trigger) {
        InputFaults faults = new InputFaults();
        if (workspace != null) {
            faults.add("/workspace", "this stops everything: name no workspace");
        }
        if (trigger != null) {
            faults.add("/trigger", "this stops everything: name no trigger");
        }
        faults.refuseIfAny();
    }

    private static @Nullable String reason(@Nullable String text) {
        InputFaults faults = new InputFaults();
        String reason = faults.optional("/reason", text, MAX_REASON);
        faults.refuseIfAny();
        return reason;
    }
}
