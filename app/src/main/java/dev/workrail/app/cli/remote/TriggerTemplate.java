package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Triggers that `init` can begin with. Each takes WorkRail's own webhooks, so that anything which
/// can post JSON fires it.
enum TriggerTemplate {
    MR_REVIEW(
            "mr-review",
            "wr.mr-review",
            "review a merge request and report findings",
            "read-only",
            """
                goalTemplate: "Review the change {{$.title}} ({{$.url}})"
                contextMapping:
                  prBranch: $.branch
                  mrUrl: $.url
            """),
    CODING_TASK(
            "coding-task",
            "wr.coding-task",
            "do a coding task on a branch of its own, tested and pushed",
            "worktree",
            """
                goalTemplate: "{{$.title}}: {{$.description}}"
                contextMapping:
                  ticketUrl: $.url
            """),
    DISCOVERY(
            "discovery",
            "wr.discovery",
            "look into a question and write down what is known",
            "read-only",
            """
                goalTemplate: "{{$.title}}: {{$.description}}"
                contextMapping:
                  ticketUrl: $.url
            """),
    BUG_INVESTIGATION(
            "bug-investigation",
            "wr.bug-investigation",
            "find the cause of a bug and report it",
            "read-only",
            """
                goalTemplate: "Find the cause of: {{$.title}}. {{$.description}}"
                contextMapping:
                  ticketUrl: $.url
            """);

    private final String id;
    private final String workflow;
    private final String summary;
    private final String branchStrategy;
    private final String mapping;

    TriggerTemplate(
            String id, String workflow, String summary, String branchStrategy, String mapping) {
        this.id = id;
        this.workflow = workflow;
        this.summary = summary;
        this.branchStrategy = branchStrategy;
        this.mapping = mapping;
    }

    String id() {
        return id;
    }

    String summary() {
        return summary;
    }

    static Optional<TriggerTemplate> of(String id) {
        return Arrays.stream(values()).filter(template -> template.id.equals(id)).findFirst();
    }

    static String all() {
        return Arrays.stream(values()).map(TriggerTemplate::id).collect(Collectors.joining(", "));
    }

    /// The item of `triggers:` in a triggers.yml.
    ///
    /// @param secret name of the signing secret
    String item(String trigger, String workspace, String secret) {
        return """
          - id: %s
            provider: generic
            workflowId: %s
            workspaceName: %s
            branchStrategy: %s
            hmacSecret: $%s
        %s\
        """
                .formatted(trigger, workflow, workspace, branchStrategy, secret, mapping);
    }

    /// A body that fires the trigger.
    ///
    /// @param branch one that is in the repository
    ObjectNode sample(String branch) {
        ObjectNode sample =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("title", "Try out WorkRail Auto")
                        .put("url", "https://example.com/1");
        return this == MR_REVIEW
                ? sample.put("branch", branch)
                : sample.put("description", "Say in one paragraph what this repository is for.");
    }
}
