package dev.workrail.console.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Verification;
import dev.workrail.projections.read.LogReader;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Says an event of a session in one line for people. Kinds that have no words of their own here
/// are said by their plain fields.
final class LogText {
    private static final int LONGEST = 300;

    private LogText() {}

    static String of(LogReader.Line line) {
        String text =
                switch (line.source()) {
                    case "event" -> of(ContractsJson.fromTree(line.data(), SessionEvent.class));
                    case "effect" -> of(ContractsJson.fromTree(line.data(), Effect.class));
                    default -> of(ContractsJson.fromTree(line.data(), SessionRecord.class));
                };
        String oneLine = (text.isEmpty() ? fields(line.data()) : text).replaceAll("\\s+", " ");
        return oneLine.length() <= LONGEST
                ? oneLine.strip()
                : oneLine.substring(0, LONGEST - 1).strip() + "…";
    }

    private static String of(SessionEvent event) {
        return switch (event) {
            case SessionEvent.Activity activity -> of(activity);
            case SessionEvent.RunStarted run -> "workflow " + run.workflowId();
            case SessionEvent.NodeCreated node -> step(node.nodeKind(), node.position());
            case SessionEvent.NodeOutputAppended output -> output(output.payload());
            case SessionEvent.ValidationPerformed check ->
                    check.result().valid()
                            ? "valid"
                            : "not valid: " + String.join("; ", check.result().issues());
            case SessionEvent.GapRecorded gap -> gap.severity() + ": " + gap.summary();
            case SessionEvent.GateOpened gate ->
                    "%s at step %s".formatted(gate.gateKind(), gate.stepId());
            case SessionEvent.GateResolved gate ->
                    "%s by %s: %s".formatted(gate.verdict(), gate.by(), gate.rationale());
            case SessionEvent.AdvanceRecorded advance ->
                    advance.outcome().path("kind").asText(advance.intent());
            case SessionEvent.StepSkipped skipped -> "step " + skipped.stepId();
            case SessionEvent.DivergenceRecorded divergence -> divergence.summary();
            default -> "";
        };
    }

    private static String of(SessionEvent.Activity activity) {
        return switch (activity) {
            case SessionEvent.WorktreePrepared tree ->
                    "%s at %s".formatted(tree.ref(), cut(tree.base()));
            case SessionEvent.LlmTurnStarted turn ->
                    "turn %d, %s".formatted(turn.turn(), turn.model());
            case SessionEvent.LlmTurnCompleted turn ->
                    "turn %d, %s; %d tokens in, %d out so far; %s"
                            .formatted(
                                    turn.turn(),
                                    turn.stopReason(),
                                    turn.usage().inputTokens(),
                                    turn.usage().outputTokens(),
                                    turn.tools().isEmpty()
                                            ? "no tools"
                                            : String.join(", ", turn.tools()));
            case SessionEvent.ToolCallStarted call -> call.tool() + ": " + call.summary();
            case SessionEvent.ToolCallCompleted call ->
                    "%s, %d ms: %s".formatted(call.tool(), call.durationMs(), call.summary());
            case SessionEvent.ToolCallFailed call ->
                    "%s, %d ms: %s".formatted(call.tool(), call.durationMs(), call.error());
            case SessionEvent.IssueReported issue ->
                    "%s, %s: %s".formatted(issue.severity(), issue.issueKind(), issue.summary());
            case SessionEvent.Steered steered ->
                    "by %s: %s".formatted(steered.actor(), steered.text());
            case SessionEvent.AgentStuck stuck -> stuck.reason() + ": " + stuck.detail();
            case SessionEvent.SecretsFound secrets ->
                    secrets.findings().stream()
                            .map(found ->
                                    "%s in %s:%d"
                                            .formatted(found.pattern(), found.file(), found.line()))
                            .collect(Collectors.joining(", "));
            case SessionEvent.ChangeCommitted commit ->
                    "%s %s; %d files, +%d -%d"
                            .formatted(
                                    cut(commit.change().commit()),
                                    commit.subject(),
                                    commit.filesChanged(),
                                    commit.insertions(),
                                    commit.deletions());
            case SessionEvent.PushRefused push -> push.ref() + ": " + push.reason();
            case SessionEvent.SessionResumed resumed ->
                    "at turn %d, epoch %d".formatted(resumed.fromTurn(), resumed.epoch());
        };
    }

    private static String of(Effect effect) {
        return switch (effect) {
            case Effect.Deliver deliver -> deliver.status() + " to " + deliver.target().name();
            case Effect.Verified verified -> verified(verified.verification());
            case Effect.SpawnChild child -> child.workflowId() + ": " + child.goal();
            case Effect.Parked parked -> parked.reason();
            case Effect.PushIntended push -> cut(push.newId()) + " to " + push.ref();
            case Effect.Pushed push -> cut(push.newId()) + " to " + push.ref();
            case Effect.Ended ended ->
                    ended.outcome().name().toLowerCase(Locale.ROOT)
                            + (ended.detail() == null ? "" : ": " + ended.detail());
            case Effect.Opaque _ -> "";
        };
    }

    private static String of(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Claimed claimed ->
                    "by %s, epoch %d".formatted(claimed.worker(), claimed.epoch());
            case SessionRecord.Released released ->
                    released.reason() + (released.detail() == null ? "" : ": " + released.detail());
            case SessionRecord.Noted noted -> of(noted.fact());
            case SessionRecord.Segment _, SessionRecord.Opaque _ -> "";
        };
    }

    private static String of(Fact fact) {
        return switch (fact) {
            case Fact.Delivered delivered ->
                    "%s to %s, attempt %d"
                            .formatted(
                                    delivered.status(), delivered.target(), delivered.attempts());
            case Fact.DeliveryFailed failed ->
                    "%s to %s after %d attempts: %s"
                            .formatted(
                                    failed.status(),
                                    failed.target(),
                                    failed.attempts(),
                                    failed.cause());
            case Fact.VerificationRecorded recorded -> verified(recorded.verification());
            case Fact.Erased erased -> erased.reason();
            case Fact.Opaque opaque -> fields(ContractsJson.toTree(opaque));
        };
    }

    private static String verified(Verification made) {
        return "%s of %s %s: %s"
                .formatted(
                        ContractsJson.toTree(made.gate()).asText(),
                        cut(made.change().commit()),
                        made.passed() ? "passed" : "failed",
                        made.summary());
    }

    private static String output(SessionEvent.NodeOutputAppended.Payload payload) {
        if (payload.notesMarkdown() != null) {
            return payload.notesMarkdown();
        }
        String kind = payload.content() == null ? "" : payload.content().path("kind").asText();
        return "artifact %s, %s bytes".formatted(kind, payload.byteLength());
    }

    private static String step(String kind, @org.jspecify.annotations.Nullable JsonNode position) {
        String step = position == null ? "" : position.path("step").asText();
        return step.isEmpty() ? kind : kind + " " + step;
    }

    private static String fields(JsonNode data) {
        return StreamSupport.stream(data.properties().spliterator(), false)
                .filter(field -> field.getValue().isValueNode() && !field.getKey().equals("kind"))
                .map(field -> field.getKey() + "=" + field.getValue().asText())
                .collect(Collectors.joining(" "));
    }

    private static String cut(String commit) {
        return commit.length() <= 10 ? commit : commit.substring(0, 10);
    }
}
