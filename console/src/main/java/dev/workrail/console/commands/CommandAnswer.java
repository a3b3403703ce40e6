package dev.workrail.console.commands;

import dev.workrail.console.http.Headers;
import dev.workrail.contracts.id.CommandId;
import jakarta.ws.rs.core.Response;

/// The answer to a command: it is on the log, and who must act on it will.
///
/// @param command its id, as session events and the audit name it
public record CommandAnswer(CommandId command) {
    public static Response of(CommandLog.Accepted accepted) {
        return Response.accepted(new CommandAnswer(accepted.command()))
                .header(Headers.POSITION, accepted.position().toString())
                .build();
    }
}
