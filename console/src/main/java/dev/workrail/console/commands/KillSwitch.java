package dev.workrail.console.commands;

import dev.workrail.console.http.InputFaults;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Writes what the kill switch is told. Thread-safe; blocks.
@Singleton
public final class KillSwitch {
    private static final int MAX_REASON = 1_000;

    private final CommandLog commands;

    KillSwitch(CommandLog commands) {
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

    Response kill(OrgId org, Scope scope, String about, @Nullable String key, Kill input) {
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

    Response lift(OrgId org, Scope scope, String about, @Nullable String key, Lift input) {
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

    private static @Nullable String reason(@Nullable String text) {
        InputFaults faults = new InputFaults();
        String reason = faults.optional("/reason", text, MAX_REASON);
        faults.refuseIfAny();
        return reason;
    }
}
