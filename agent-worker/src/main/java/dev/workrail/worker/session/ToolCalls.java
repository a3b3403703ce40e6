package dev.workrail.worker.session;

import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.worker.agent.Message.ToolResult;
import dev.workrail.worker.agent.ToolCall;
import dev.workrail.worker.git.SecretPattern;
import dev.workrail.worker.tool.Arguments;
import dev.workrail.worker.tool.CompleteStepTool;
import dev.workrail.worker.tool.Tool;
import dev.workrail.worker.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Makes the agent's tool calls and writes down what they did. A call that fails is an answer to
/// the agent, never the end of the session.
final class ToolCalls {
    private static final int MAX_SUMMARY = 200;

    private final Map<String, Tool> tools;
    private final Journal journal;
    private final RunControls controls;

    ToolCalls(List<Tool> tools, Journal journal, RunControls controls) {
        this.tools =
                tools.stream().collect(Collectors.toMap(Tool::name, tool -> tool, (a, _) -> a));
        this.journal = journal;
        this.controls = controls;
    }

    /// @param stepDecided true refuses the call: the step it belongs to is over
    ToolResult call(ToolCall call, boolean stepDecided) throws InterruptedException {
        if (stepDecided) {
            return new ToolResult(
                    call.id(), "not called: complete_step ends the turn; call it last", true);
        }
        Instant started = controls.now();
        journal.add(
                new SessionEvent.ToolCallStarted(
                        call.id(), call.tool(), summary(call.arguments().toString())));
        if (!call.tool().equals(CompleteStepTool.NAME)) {
            // People see a long command while it runs, and nobody else holds the session when it
            // starts. A step's decision is not written by itself.
            journal.commit();
        }
        ToolResult result = result(call);
        Duration time = controls.since(started);
        long took = time.toMillis();
        if (tools.containsKey(call.tool())) {
            controls.metrics().tool(controls.org(), call.tool(), !result.error(), time);
        }
        journal.add(
                result.error()
                        ? new SessionEvent.ToolCallFailed(
                                call.id(), call.tool(), took, summary(result.text()))
                        : new SessionEvent.ToolCallCompleted(
                                call.id(), call.tool(), took, summary(result.text())));
        return result;
    }

    private ToolResult result(ToolCall call) throws InterruptedException {
        Tool tool = tools.get(call.tool());
        if (tool == null) {
            String known = String.join(", ", new TreeMap<>(tools).keySet());
            return new ToolResult(
                    call.id(), "unknown tool '" + call.tool() + "'; there are " + known, true);
        }
        try {
            return new ToolResult(call.id(), tool.call(new Arguments(call.arguments())), false);
        } catch (ToolException e) {
            return new ToolResult(call.id(), String.valueOf(e.getMessage()), true);
        }
    }

    private static String summary(String text) {
        String clean = SecretPattern.redact(text).replaceAll("\\s+", " ").strip();
        return clean.length() > MAX_SUMMARY ? clean.substring(0, MAX_SUMMARY) + "…" : clean;
    }
}
