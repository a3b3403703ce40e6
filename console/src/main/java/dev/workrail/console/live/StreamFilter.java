package dev.workrail.console.live;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import org.jspecify.annotations.Nullable;

/// What a stream is about: one session of an org, or all of the org.
public record StreamFilter(OrgId org, @Nullable SessionId session) {
    boolean wants(LiveMessage message) {
        return message.org().equals(org) && (session == null || session.equals(message.session()));
    }
}
