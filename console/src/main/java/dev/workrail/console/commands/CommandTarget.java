package dev.workrail.console.commands;

import dev.workrail.console.http.Headers;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import org.jspecify.annotations.Nullable;

/// Which session a request commands, and the name of the request.
///
/// @param key the Idempotency-Key; absent where the request names itself not
public record CommandTarget(
        @PathParam("org") OrgId org,
        @PathParam("session") SessionId session,
        @HeaderParam(Headers.IDEMPOTENCY_KEY) @Nullable String key) {}
