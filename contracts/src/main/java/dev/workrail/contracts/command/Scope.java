package dev.workrail.contracts.command;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/// What a kill switch or pause covers. Exactly as wide as its fields: all absent is everything.
public record Scope(
        @Nullable OrgId org,
        @Nullable WorkspaceId workspace,
        @Nullable TriggerId trigger,
        @Nullable SessionId session) {
    public static final Scope EVERYTHING = new Scope(null, null, null, null);

    public static Scope of(OrgId org, SessionId session) {
        return new Scope(org, null, null, session);
    }
}
