package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.projection.Gap;
import dev.workrail.engine.projection.ProducedArtifact;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a run shows while it goes on. Plain text, line by line, flushed with each part.
final class Screen {
    private final PrintWriter out;
    private int shown;

    Screen(PrintWriter out) {
        this.out = out;
    }

    PrintWriter out() {
        return out;
    }

    void step(StepView step) {
        out.printf("%n== %d. %s: %s%s%n%n", ++shown, step.stepId(), step.title(), loops(step));
        step.advice().systemPrompts().forEach(text -> out.println("(system prompt) " + text));
        out.println(step.prompt());
        out.println();
        out.flush();
    }

    private static String loops(StepView step) {
        String passes =
                step.loopPath().stream()
                        .map(l -> "loop " + l.loopId() + ", pass " + (l.iteration() + 1))
                        .collect(Collectors.joining("; "));
        return passes.isEmpty() ? "" : " (" + passes + ")";
    }

    void gate(Decision.GateParked gate) {
        String who =
                switch (gate.gateKind()) {
                    case "human_approval" -> "a person decides";
                    default -> "an evaluator decides";
                };
        out.printf("%n== gate at %s: %s (%s)%n%n", gate.stepId(), who, gate.gateKind());
        out.flush();
    }

    void turn(Turn turn) {
        out.printf("-> %s: %s%n", turn.stepId(), turn.outcome());
        turn.problems().forEach(line -> out.println("   " + line.replace("\n", "\n   ")));
        if (turn.jump() != null) {
            out.println("   " + turn.jump());
        }
        skipped(turn.skipped());
        out.flush();
    }

    void problems(@Nullable Setback setback) {
        List<String> lines = setback == null ? List.of() : setback.lines();
        lines.forEach(line -> out.println("   " + line));
        out.flush();
    }

    void skipped(List<String> steps) {
        if (!steps.isEmpty()) {
            out.println("   skipped: " + String.join(", ", steps));
        }
    }

    void end(RunResult result, List<String> unused) {
        out.printf("%n== %s%n", result.status());
        if (!result.recap().isEmpty()) {
            out.println();
            out.println(result.recap());
            out.println();
        }
        for (ProducedArtifact artifact : result.artifacts()) {
            out.printf("artifact of %s: %s%n", artifact.stepId(), artifact.content());
        }
        for (Gap gap : result.gaps()) {
            out.printf("gap (%s): %s%n", gap.severity(), gap.summary());
        }
        int replies = result.turns().size();
        out.printf(
                "%d %s, %d events%n",
                replies, replies == 1 ? "reply" : "replies", result.events().size());
        if (result.isComplete() && !unused.isEmpty()) {
            out.println("answers that were not needed: " + String.join(", ", unused));
        }
        out.flush();
    }
}
