package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;

/// Jira Cloud webhooks: `webhookEvent` is the type (such as `jira:issue_updated`),
/// `issue_event_type_name` the action, `X-Atlassian-Webhook-Identifier` the delivery id, which
/// stays the same over retries (developer.atlassian.com, "Webhooks").
///
/// An issue's revision is its changelog entry, which names the transition, else `fields.updated`.
final class JiraEvents {
    private static final String ISSUE = "{issue.key}";

    static final SourceTable SOURCES =
            new SourceTable(
                    "jira",
                    List.of(
                            row(
                                    "*",
                                    "comment",
                                    ISSUE + "/{comment.id}",
                                    "{comment.updated|timestamp}"),
                            row("*", "ticket", ISSUE, "transition:{changelog.id}"),
                            row("*", "ticket", ISSUE, "{issue.fields.updated|timestamp}"),
                            row(
                                    "*",
                                    "worklog",
                                    "{worklog.issueId}/{worklog.id}",
                                    "{worklog.updated|timestamp}"),
                            row("*", "sprint", "{sprint.id}", "{sprint.state}:{timestamp}"),
                            row("*", "version", "{version.id}", "{@event}:{timestamp}"),
                            row("*", "project", "{project.key}", "{@event}:{timestamp}"),
                            row("*", "{@event}", "{@event}", "{@delivery|timestamp}")));

    private JiraEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        String type = Texts.at(payload, "webhookEvent");
        return new EventName(
                type == null ? "unknown" : type,
                Texts.at(payload, "issue_event_type_name"),
                headers.first("X-Atlassian-Webhook-Identifier").orElse(null));
    }
}
