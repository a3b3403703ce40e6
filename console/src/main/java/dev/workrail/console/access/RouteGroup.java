package dev.workrail.console.access;

import java.util.Locale;

/// A group of routes that an API key can be limited to.
public enum RouteGroup {
    /// Orgs, members, keys and whoever calls.
    ACCESS,
    /// Projects, workspaces, triggers, workflows and limits.
    CONFIG,
    SECRETS,
    /// Sessions, their events and proof records; a write starts or commands one.
    SESSIONS,
    /// The queue and the fleet; a write pauses or kills.
    OPERATION,
    DEADLETTERS,
    /// Who did what.
    AUDIT,
    /// What is kept and for how long; all of an org at once.
    DATA;

    /// As a key's scope names it.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
