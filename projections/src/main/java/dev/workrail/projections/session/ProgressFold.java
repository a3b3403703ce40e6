package dev.workrail.projections.session;

import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.Usage;
import dev.workrail.contracts.view.SessionView.GateStand;
import dev.workrail.contracts.view.SessionView.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Moves the progress of a session.
final class ProgressFold {
    private static final int MAX_GATES = 32;

    private ProgressFold() {}

    static Progress at(Progress was, Checkpoint checkpoint) {
        return progress(
                was, checkpoint.turn(), was.model(), checkpoint.usage(), checkpoint.stepId());
    }

    static Progress turn(Progress was, SessionEvent.LlmTurnStarted turn) {
        Progress next =
                progress(
                        was,
                        Math.max(was.turns(), turn.turn()),
                        turn.model(),
                        was.usage(),
                        was.step());
        return activity(next, null, next.activity());
    }

    /// @param tool the tool that runs now, absent when none does
    static Progress activity(Progress was, @Nullable String tool, @Nullable String activity) {
        return new Progress(
                was.turns(),
                was.model(),
                was.usage(),
                was.stepsDone(),
                was.step(),
                tool,
                activity == null ? null : Texts.cut(activity, Texts.TITLE),
                was.recap(),
                was.issues(),
                was.openGaps(),
                was.gates());
    }

    static Progress along(Progress was, Trail trail) {
        return new Progress(
                was.turns(),
                was.model(),
                was.usage(),
                trail.stepsDone(),
                was.step(),
                was.tool(),
                was.activity(),
                trail.recap(),
                was.issues(),
                trail.openGaps().size(),
                was.gates());
    }

    static Progress issue(Progress was) {
        return counted(was, was.issues() + 1, was.gates());
    }

    static Progress gateOpened(Progress was, SessionEvent.GateOpened gate) {
        List<GateStand> gates = new ArrayList<>(was.gates());
        gates.removeIf(stand -> stand.gateId().equals(gate.gateId()));
        gates.add(new GateStand(gate.gateId(), gate.stepId(), gate.gateKind(), null));
        if (gates.size() > MAX_GATES) {
            gates.removeFirst();
        }
        return counted(was, was.issues(), gates);
    }

    static Progress gateResolved(Progress was, SessionEvent.GateResolved gate) {
        List<GateStand> gates =
                was.gates().stream()
                        .map(stand ->
                                stand.gateId().equals(gate.gateId())
                                        ? new GateStand(
                                                stand.gateId(),
                                                stand.stepId(),
                                                stand.gateKind(),
                                                gate.verdict())
                                        : stand)
                        .toList();
        return counted(was, was.issues(), gates);
    }

    private static Progress counted(Progress was, int issues, List<GateStand> gates) {
        return new Progress(
                was.turns(),
                was.model(),
                was.usage(),
                was.stepsDone(),
                was.step(),
                was.tool(),
                was.activity(),
                was.recap(),
                issues,
                was.openGaps(),
                gates);
    }

    private static Progress progress(
            Progress was, int turns, @Nullable String model, Usage usage, @Nullable String step) {
        return new Progress(
                turns,
                model,
                usage,
                was.stepsDone(),
                step,
                was.tool(),
                was.activity(),
                was.recap(),
                was.issues(),
                was.openGaps(),
                was.gates());
    }
}
