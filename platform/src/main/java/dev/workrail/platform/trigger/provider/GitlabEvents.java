package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;
import java.util.Locale;

/// GitLab webhooks: `object_kind` is the type (else `X-Gitlab-Event`, such as `Merge Request Hook`,
/// which becomes `merge_request`), `object_attributes.action` or the status the action.
///
/// The delivery id is `webhook-id` or `Idempotency-Key`, which stay the same over retries, else
/// `X-Gitlab-Event-UUID`, which webhooks caused by one another share (docs.gitlab.com, "Webhooks").
/// A merge request's revision is its last commit where the event is about its code.
final class GitlabEvents {
    private static final String MERGE = "{project.path_with_namespace}!{object_attributes.iid}";
    private static final String HEAD = "{object_attributes.last_commit.id}";
    private static final String UPDATED = "{object_attributes.updated_at}";

    static final SourceTable SOURCES =
            new SourceTable(
                    "gitlab",
                    List.of(
                            row("merge_request.open", "merge_request", MERGE, HEAD),
                            row("merge_request.reopen", "merge_request", MERGE, HEAD),
                            row(
                                    "merge_request.update",
                                    "merge_request",
                                    MERGE,
                                    HEAD + ":{object_attributes.oldrev}"),
                            row(
                                    "merge_request",
                                    "merge_request",
                                    MERGE,
                                    HEAD + ":{@action}:" + UPDATED),
                            row(
                                    "issue",
                                    "issue",
                                    "{project.path_with_namespace}#{object_attributes.iid}",
                                    UPDATED),
                            row(
                                    "work_item",
                                    "issue",
                                    "{project.path_with_namespace}#{object_attributes.iid}",
                                    UPDATED),
                            row(
                                    "incident",
                                    "issue",
                                    "{project.path_with_namespace}#{object_attributes.iid}",
                                    UPDATED),
                            row(
                                    "note",
                                    "comment",
                                    "{project.path_with_namespace}/{object_attributes.id}",
                                    UPDATED),
                            row(
                                    "push",
                                    "ref",
                                    "{project.path_with_namespace}/{ref}",
                                    "{before}..{after}"),
                            row(
                                    "tag_push",
                                    "ref",
                                    "{project.path_with_namespace}/{ref}",
                                    "{before}..{after}"),
                            row(
                                    "pipeline",
                                    "pipeline",
                                    "{project.path_with_namespace}/{object_attributes.id}",
                                    "{object_attributes.sha}:{object_attributes.status}"),
                            row(
                                    "build",
                                    "job",
                                    "{project_name}/{build_id}",
                                    "{sha}:{build_status}"),
                            row(
                                    "deployment",
                                    "deployment",
                                    "{project.path_with_namespace}/{deployment_id}",
                                    "{status}:{status_changed_at}"),
                            row(
                                    "release",
                                    "release",
                                    "{project.path_with_namespace}/{tag}",
                                    "{@action}:{commit.id}"),
                            row(
                                    "wiki_page",
                                    "wiki_page",
                                    "{project.path_with_namespace}/{object_attributes.slug}",
                                    "{object_attributes.version_id|@delivery}"),
                            row(
                                    "*",
                                    "{@event}",
                                    "{project.path_with_namespace|group_path|project_id"
                                            + "|group.group_path|user.username}",
                                    "{object_attributes.updated_at|@delivery}")));

    private GitlabEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        String kind = Texts.firstAt(payload, "object_kind", "event_name");
        return new EventName(
                kind != null
                        ? kind
                        : headers.first("X-Gitlab-Event").map(GitlabEvents::kind).orElse("unknown"),
                Texts.firstAt(
                        payload,
                        "object_attributes.action",
                        "action",
                        "object_attributes.status",
                        "build_status",
                        "status"),
                headers.first("webhook-id")
                        .or(() -> headers.first("Idempotency-Key"))
                        .or(() -> headers.first("X-Gitlab-Event-UUID"))
                        .orElse(null));
    }

    private static String kind(String header) {
        return header.replaceFirst(" Hook$", "").toLowerCase(Locale.ROOT).replace(' ', '_');
    }
}
