package dev.workrail.worker.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.SessionEvent.IssueReported;
import dev.workrail.worker.git.SecretPattern;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Notes a difficulty for the people who look after the agent. Does not stop the session.
public final class ReportIssueTool implements Tool {
    private static final int MAX_SUMMARY = 200;
    private static final Set<String> KINDS =
            Set.of(
                    "tool_failure",
                    "blocked",
                    "unexpected_behavior",
                    "needs_human",
                    "self_correction");
    private static final Set<String> SEVERITIES = Set.of("info", "warn", "error", "fatal");
    private static final ToolSpec SPEC =
            ToolSpec.of(
                    "report_issue",
                    "Record a problem met while working. The session goes on.",
                    """
                    {"type":"object","properties":{
                      "kind":{"type":"string","enum":["tool_failure","blocked","unexpected_behavior","needs_human","self_correction"]},
                      "severity":{"type":"string","enum":["info","warn","error","fatal"]},
                      "summary":{"type":"string","maxLength":200},
                      "context":{"type":"string"},
                      "toolName":{"type":"string"},
                      "command":{"type":"string"},
                      "suggestedFix":{"type":"string"},
                      "continueToken":{"type":"string"}},
                     "required":["kind","severity","summary"]}\
                    """);

    private final Consumer<IssueReported> log;

    public ReportIssueTool(Consumer<IssueReported> log) {
        this.log = log;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String call(Arguments arguments) throws ToolException {
        String summary = arguments.text("summary");
        if (summary.isBlank() || summary.length() > MAX_SUMMARY) {
            throw new ToolException(
                    "'summary' must have 1 to %d characters".formatted(MAX_SUMMARY));
        }
        arguments.text("kind");
        arguments.text("severity");
        log.accept(
                new IssueReported(
                        arguments.choice("kind", KINDS, ""),
                        arguments.choice("severity", SEVERITIES, ""),
                        SecretPattern.redact(summary),
                        detail(arguments.json())));
        return "recorded; go on";
    }

    private static @Nullable JsonNode detail(JsonNode json) {
        if (!(json instanceof ObjectNode object)) {
            return null;
        }
        ObjectNode detail = object.objectNode();
        for (String name : new String[] {"context", "toolName", "command", "suggestedFix"}) {
            JsonNode value = object.path(name);
            if (value.isTextual()) {
                detail.put(name, SecretPattern.redact(cut(value.textValue())));
            }
        }
        return detail.isEmpty() ? null : detail;
    }

    private static String cut(String text) {
        return text.length() > 2000 ? text.substring(0, 2000) : text;
    }
}
