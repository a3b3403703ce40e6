package dev.workrail.console.triggerfile;

import java.util.Map;
import java.util.Set;

/// The keys of a trigger file: WorkRail's own, those this system adds, and those of WorkRail's that
/// mean nothing here.
final class FileKeys {
    /// Of a trigger, read by [FileTrigger].
    static final Set<String> TRIGGER =
            Set.of(
                    "id",
                    "provider",
                    "enabled",
                    "workflowId",
                    "workspaceName",
                    "workspacePath",
                    "goal",
                    "goalTemplate",
                    "contextMapping",
                    "events",
                    "dispatchCondition",
                    "dispatchConditions",
                    "referenceUrls",
                    "concurrencyMode",
                    "maxQueueDepth",
                    "maxSessions",
                    "branchStrategy",
                    "agentConfig",
                    "callbackUrl",
                    "callbackSecret",
                    "deliveries",
                    "hmacSecret",
                    "secrets",
                    "schedule",
                    "rate",
                    "pool");

    static final Set<String> AGENT =
            Set.of(
                    "model",
                    "modelTier",
                    "maxSessionMinutes",
                    "maxTurns",
                    "maxOutputTokens",
                    "stallTimeoutSeconds",
                    "transcript");

    static final Set<String> CONDITION = Set.of("payloadPath", "equals");
    static final Set<String> DELIVERY = Set.of("kind", "name", "url", "secret", "workspace");
    static final Set<String> SCHEDULE = Set.of("expression", "zone");
    static final Set<String> RATE = Set.of("perSecond", "burst");

    /// A key that is WorkRail's and has no effect here.
    ///
    /// @param harmless the value that says what happens anyway; empty where no value does
    record Idle(String harmless, String reason) {}

    static final Map<String, Idle> IDLE_TRIGGER =
            Map.ofEntries(
                    Map.entry(
                            "autoCommit",
                            new Idle(
                                    "true",
                                    "a worktree session always commits what it changed; use"
                                            + " branchStrategy read-only or none for one that does"
                                            + " not")),
                    Map.entry(
                            "autoOpenPR",
                            new Idle("false", "the branch is pushed, no pull request is opened")),
                    Map.entry(
                            "secretScan", new Idle("true", "every commit is scanned for secrets")),
                    Map.entry("onComplete", new Idle("", "nothing follows a session")),
                    Map.entry("soulFile", new Idle("", "no file of a worker's disk is read")),
                    Map.entry("baseBranch", new Idle("", "the workspace says it")),
                    Map.entry("branchPrefix", new Idle("", "the workspace says it")),
                    Map.entry("queueType", new Idle("", "no queue is polled")),
                    Map.entry("queueLabel", new Idle("", "no queue is polled")),
                    Map.entry("source", new Idle("", "webhooks are taken, nothing is polled")),
                    Map.entry(
                            "delivery",
                            new Idle(
                                    "cli_inbox",
                                    "use callbackUrl with callbackSecret, or deliveries")));

    static final Map<String, Idle> IDLE_AGENT =
            Map.of(
                    "stuckAbortPolicy",
                    new Idle("abort", "a stuck session is aborted"),
                    "maxSubagentDepth",
                    new Idle("", "the workflow says how deep sessions nest"),
                    "noProgressAbortEnabled",
                    new Idle("false", "only a stalled session is aborted"));

    /// WorkRail's polling providers, with the webhook provider that takes the same events.
    static final Map<String, String> POLLING =
            Map.of(
                    "gitlab_poll", "gitlab",
                    "github_issues_poll", "github",
                    "github_prs_poll", "github",
                    "github_queue_poll", "github");

    private FileKeys() {}
}
