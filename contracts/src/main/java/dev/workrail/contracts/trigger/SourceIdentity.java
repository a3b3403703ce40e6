package dev.workrail.contracts.trigger;

/// What a piece of work is about, the same over webhook, poller and cron.
///
/// @param provider github, gitlab, jira, …
/// @param kind issue, pull_request, ticket, incident, …
/// @param externalId the provider's own id, with its repository or project where ids are local to
///   it
/// @param revision head SHA, transition, action id or updated-at: a new one is new work
public record SourceIdentity(String provider, String kind, String externalId, String revision) {
    /// One line that two sources share only when they are the same piece of work at the same
    /// revision.
    public String text() {
        return subject() + "@" + revision;
    }

    /// The piece of work without its revision.
    public String subject() {
        return provider + ":" + kind + ":" + externalId;
    }
}
