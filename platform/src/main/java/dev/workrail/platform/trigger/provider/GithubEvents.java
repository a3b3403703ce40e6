package dev.workrail.platform.trigger.provider;

import static dev.workrail.platform.trigger.provider.SourceTable.row;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.util.List;

/// GitHub webhooks: `X-GitHub-Event` is the type, `action` in the payload the action,
/// `X-GitHub-Delivery` the delivery id (docs.github.com, "Webhook events and payloads").
///
/// A pull request's revision is its head commit where the event is about its code; other actions
/// (labels, review requests, closing) are transitions and add action and time. Issues and comments
/// are at a new revision with every change of `updated_at`. What has neither takes the delivery id.
final class GithubEvents {
    private static final String PULL = "{repository.full_name}#{pull_request.number}";
    private static final String HEAD = "{pull_request.head.sha}";

    static final SourceTable SOURCES =
            new SourceTable(
                    "github",
                    List.of(
                            row(
                                    "issues",
                                    "issue",
                                    "{repository.full_name}#{issue.number}",
                                    "{issue.updated_at}"),
                            row("pull_request.opened", "pull_request", PULL, HEAD),
                            row("pull_request.reopened", "pull_request", PULL, HEAD),
                            row("pull_request.synchronize", "pull_request", PULL, HEAD),
                            row("pull_request.ready_for_review", "pull_request", PULL, HEAD),
                            row(
                                    "pull_request",
                                    "pull_request",
                                    PULL,
                                    HEAD + ":{@action}:{pull_request.updated_at}"),
                            row(
                                    "pull_request_review",
                                    "review",
                                    "{repository.full_name}/{review.id}",
                                    "{review.commit_id}:{review.state}"),
                            row(
                                    "pull_request_review_thread",
                                    "review_thread",
                                    "{repository.full_name}/{thread.node_id}",
                                    HEAD + ":{@action}:{@delivery}"),
                            row(
                                    "*",
                                    "comment",
                                    "{repository.full_name}/{comment.id}",
                                    "{comment.updated_at}"),
                            row("push", "ref", "{repository.full_name}/{ref}", "{before}..{after}"),
                            row(
                                    "create",
                                    "ref",
                                    "{repository.full_name}/{ref_type}/{ref}",
                                    "created:{repository.pushed_at}"),
                            row(
                                    "delete",
                                    "ref",
                                    "{repository.full_name}/{ref_type}/{ref}",
                                    "deleted:{repository.pushed_at}"),
                            row(
                                    "status",
                                    "commit_status",
                                    "{repository.full_name}/{sha}/{context}",
                                    "{id}:{state}"),
                            row(
                                    "check_run",
                                    "check_run",
                                    "{repository.full_name}/{check_run.id}",
                                    "{check_run.head_sha}:{@action}:{check_run.status}"),
                            row(
                                    "check_suite",
                                    "check_suite",
                                    "{repository.full_name}/{check_suite.id}",
                                    "{check_suite.head_sha}:{@action}:{check_suite.updated_at}"),
                            row(
                                    "workflow_run",
                                    "workflow_run",
                                    "{repository.full_name}/{workflow_run.id}",
                                    "{workflow_run.run_attempt}:{@action}"),
                            row(
                                    "workflow_job",
                                    "workflow_job",
                                    "{repository.full_name}/{workflow_job.id}",
                                    "{workflow_job.run_attempt}:{@action}"),
                            row(
                                    "merge_group",
                                    "merge_group",
                                    "{repository.full_name}/{merge_group.head_ref}",
                                    "{merge_group.head_sha}"),
                            row(
                                    "deployment_status",
                                    "deployment_status",
                                    "{repository.full_name}/{deployment_status.id}",
                                    "{deployment_status.updated_at}"),
                            row(
                                    "deployment_review",
                                    "deployment_review",
                                    "{repository.full_name}/{workflow_run.id}/{environment}",
                                    "{@action}:{since}"),
                            row(
                                    "deployment",
                                    "deployment",
                                    "{repository.full_name}/{deployment.id}",
                                    "{deployment.updated_at}"),
                            row(
                                    "discussion",
                                    "discussion",
                                    "{repository.full_name}#{discussion.number}",
                                    "{discussion.updated_at}:{@action}"),
                            row(
                                    "milestone",
                                    "milestone",
                                    "{repository.full_name}/{milestone.number}",
                                    "{milestone.updated_at}"),
                            row(
                                    "release",
                                    "release",
                                    "{repository.full_name}/{release.id}",
                                    "{release.tag_name}:{@action}"
                                            + ":{release.updated_at|release.published_at|@delivery}"),
                            row(
                                    "package",
                                    "package",
                                    "{repository.full_name}/{package.id}",
                                    "{package.package_version.id|package.updated_at}:{@action}"),
                            row(
                                    "registry_package",
                                    "package",
                                    "{repository.full_name}/{registry_package.id}",
                                    "{registry_package.package_version.id"
                                            + "|registry_package.updated_at}:{@action}"),
                            row(
                                    "security_advisory",
                                    "security_advisory",
                                    "{security_advisory.ghsa_id}",
                                    "{security_advisory.updated_at}"),
                            row(
                                    "*",
                                    "{@event}",
                                    "{repository.full_name}/{alert.number|alert.id}",
                                    "{alert.state|@action}:{alert.updated_at|@delivery}"),
                            row(
                                    "page_build",
                                    "page_build",
                                    "{repository.full_name}",
                                    "{build.commit}:{build.status}"),
                            row(
                                    "branch_protection_rule",
                                    "branch_protection_rule",
                                    "{repository.full_name}/{rule.id}",
                                    "{rule.updated_at}:{@action}"),
                            row(
                                    "projects_v2_item",
                                    "project_item",
                                    "{projects_v2_item.node_id}",
                                    "{projects_v2_item.updated_at}"),
                            row(
                                    "project_card",
                                    "project_card",
                                    "{project_card.id}",
                                    "{project_card.updated_at}:{@action}"),
                            row(
                                    "project_column",
                                    "project_column",
                                    "{project_column.id}",
                                    "{project_column.updated_at}:{@action}"),
                            row(
                                    "project",
                                    "project",
                                    "{project.id}",
                                    "{project.updated_at}:{@action}"),
                            row(
                                    "*",
                                    "{@event}",
                                    "{repository.full_name|organization.login|installation.id"
                                            + "|hook_id|sender.login}",
                                    "{@delivery}")));

    private GithubEvents() {}

    static EventName name(RequestHeaders headers, JsonNode payload) {
        return new EventName(
                headers.first("X-GitHub-Event").orElse("unknown"),
                Texts.at(payload, "action"),
                headers.first("X-GitHub-Delivery").orElse(null));
    }
}
