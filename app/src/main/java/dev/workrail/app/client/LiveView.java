package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.Verification;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Puts what happens in a session into one line each, for a terminal.
public final class LiveView {
    private static final int WIDTH = 100;

    private LiveView() {}

    /// Lines for one message of a live stream; none for what is of no interest to people.
    public static List<String> of(JsonNode message) {
        String kind = message.path("kind").asText();
        if (kind.equals("segment") || kind.equals("fact")) {
            return lines(ContractsJson.fromTree(message, SessionRecord.class));
        }
        boolean decision =
                kind.startsWith("session_")
                        && message.has("org")
                        && !kind.equals("session_claimed");
        return decision
                ? of(ContractsJson.fromTree(message, SchedulingEvent.class)).stream().toList()
                : List.of();
    }

    private static List<String> lines(SessionRecord record) {
        return switch (record) {
            case SessionRecord.Segment segment ->
                    Stream.concat(
                                    segment.events().stream().map(event -> of(event.data())),
                                    segment.effects().stream().map(LiveView::of))
                            .flatMap(Optional::stream)
                            .toList();
            case SessionRecord.Noted noted -> of(noted.fact()).stream().toList();
            default -> List.of();
        };
    }

    public static Optional<String> of(SchedulingEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case SchedulingEvent.Queued queued -> "queued      " + queued.spec().goal();
                    case SchedulingEvent.Waiting waiting ->
                            "waiting     position %d, limit %s"
                                    .formatted(waiting.position(), waiting.limit().limit());
                    case SchedulingEvent.Dispatched dispatched ->
                            "dispatched  epoch " + dispatched.epoch();
                    case SchedulingEvent.Leased leased -> "running     on " + leased.worker();
                    case SchedulingEvent.Requeued requeued -> "requeued    " + requeued.reason();
                    case SchedulingEvent.Closed closed ->
                            "closed      "
                                    + closed.outcome().name().toLowerCase(java.util.Locale.ROOT);
                    default -> null;
                });
    }

    public static Optional<String> of(SessionEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case SessionEvent.WorktreePrepared worktree -> "worktree    " + worktree.ref();
                    case SessionEvent.LlmTurnCompleted turn ->
                            "model       turn %d, %s".formatted(turn.turn(), tools(turn));
                    case SessionEvent.ToolCallStarted call ->
                            "  tool      %s %s".formatted(call.tool(), call.summary());
                    case SessionEvent.ToolCallFailed call ->
                            "  tool      %s failed: %s".formatted(call.tool(), call.error());
                    case SessionEvent.AdvanceRecorded ignored -> "step done";
                    case SessionEvent.ChangeCommitted commit ->
                            "committed   %s %s (%d files, +%d -%d)"
                                    .formatted(
                                            commit.change().commit().substring(0, 10),
                                            commit.subject(),
                                            commit.filesChanged(),
                                            commit.insertions(),
                                            commit.deletions());
                    case SessionEvent.RunCompleted ignored -> "workflow    complete";
                    case SessionEvent.IssueReported issue -> "issue       " + issue.summary();
                    default -> null;
                });
    }

    public static Optional<String> of(Effect effect) {
        return Optional.ofNullable(
                switch (effect) {
                    case Effect.Verified verified -> verified(verified.verification());
                    case Effect.Pushed pushed -> "pushed      " + pushed.ref();
                    default -> null;
                });
    }

    public static Optional<String> of(Fact fact) {
        return Optional.ofNullable(
                switch (fact) {
                    case Fact.Delivered delivered ->
                            "delivered   %s to %s"
                                    .formatted(delivered.status(), delivered.target());
                    case Fact.DeliveryFailed failed ->
                            "undelivered %s to %s: %s"
                                    .formatted(failed.status(), failed.target(), failed.cause());
                    default -> null;
                });
    }

    private static String tools(SessionEvent.LlmTurnCompleted turn) {
        return turn.tools().isEmpty() ? "no tools" : String.join(", ", turn.tools());
    }

    private static String verified(Verification verification) {
        return "verified    %s %s: %s"
                .formatted(
                        verification.gate().name().toLowerCase(java.util.Locale.ROOT),
                        verification.passed() ? "passed" : "failed",
                        verification.summary());
    }

    public static String cut(String line) {
        String oneLine = line.replace('\n', ' ');
        return oneLine.length() <= WIDTH ? oneLine : oneLine.substring(0, WIDTH - 1) + "…";
    }
}
