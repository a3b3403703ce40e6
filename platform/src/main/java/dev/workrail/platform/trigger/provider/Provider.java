package dev.workrail.platform.trigger.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.Map;
import java.util.Optional;

/// One system that sends webhooks. Immutable.
public final class Provider {
    private static final Map<String, Provider> ALL =
            Map.of(
                    "github", new Provider(GithubEvents::name, GithubEvents.SOURCES),
                    "gitlab", new Provider(GitlabEvents::name, GitlabEvents.SOURCES),
                    "jira", new Provider(JiraEvents::name, JiraEvents.SOURCES),
                    "pagerduty", new Provider(PagerDutyEvents::name, PagerDutyEvents.SOURCES),
                    "slack", new Provider(SlackEvents::name, SlackEvents.SOURCES),
                    "standard-webhooks", new Provider(StandardEvents::name, StandardEvents.SOURCES),
                    "generic", new Provider(GenericEvents::name, GenericEvents.SOURCES));

    private final EventName.Reader names;
    private final SourceTable sources;

    private Provider(EventName.Reader names, SourceTable sources) {
        this.names = names;
        this.sources = sources;
    }

    /// Empty for a provider that sends no webhooks, such as `schedule`.
    public static Optional<Provider> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /// Reads what happened. Never fails: what a provider leaves out is absent or has a general
    /// name.
    public Occurrence read(RequestHeaders headers, JsonNode payload) {
        EventName name = names.read(headers, payload);
        return new Occurrence(
                name.type(),
                name.action(),
                name.delivery(),
                sources.identify(payload, name).orElse(null));
    }
}
