package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.StepView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Answers in the order of their file: each pending step and each gate gets the first one for it
/// that is not used up. Not thread-safe.
final class AnswerBook implements Respondent {
    private final Answers answers;
    private final Map<Answer, Integer> used = new HashMap<>();

    AnswerBook(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Reply atStep(Pending pending) {
        StepView step = pending.step();
        Setback setback = pending.setback();
        boolean handIn = setback == null || setback.mendable();
        Answer answer =
                take(a ->
                        a.stepId().equals(step.stepId())
                                && (a instanceof Answer.Back
                                        || (handIn && a instanceof Answer.HandIn)));
        return switch (answer) {
            case Answer.HandIn a -> new Reply.HandIn(a.submission());
            case Answer.Back a -> new Reply.GoBack(a.to(), a.reason(), answers.by());
            case Answer.Judge a -> throw new IllegalStateException(a.shown() + " is for a gate");
            case null -> missing("step '" + step.stepId() + "'" + place(step), setback);
        };
    }

    @Override
    public Reply atGate(Decision.GateParked gate, @Nullable Setback setback) {
        Answer answer = take(a -> a instanceof Answer.Judge && a.stepId().equals(gate.stepId()));
        return answer instanceof Answer.Judge judge
                ? new Reply.Judge(judge.verdict(), judge.rationale(), answers.by())
                : missing("the gate of '" + gate.stepId() + "'", setback);
    }

    @Override
    public List<String> unused() {
        List<String> out = new ArrayList<>();
        for (Answer answer : answers.answers()) {
            int uses = used.getOrDefault(answer, 0);
            if (uses < answer.times()) {
                String part =
                        uses == 0 ? "" : ", used %d of %d times".formatted(uses, answer.times());
                out.add(answer.shown() + part);
            }
        }
        return List.copyOf(out);
    }

    private @Nullable Answer take(Predicate<Answer> fits) {
        for (Answer answer : answers.answers()) {
            int times = used.getOrDefault(answer, 0);
            if (times < answer.times() && fits.test(answer)) {
                used.put(answer, times + 1);
                return answer;
            }
        }
        return null;
    }

    private Reply missing(String where, @Nullable Setback setback) {
        String why =
                setback == null ? "" : ", which did not take the last one: " + setback.summary();
        List<String> unused = unused();
        String rest = unused.isEmpty() ? "none" : String.join(", ", unused);
        return new Reply.Stop(
                "no answer for %s%s; answers still unused: %s".formatted(where, why, rest));
    }

    private static String place(StepView step) {
        String passes =
                step.loopPath().stream()
                        .map(l -> "loop " + l.loopId() + ", pass " + (l.iteration() + 1))
                        .collect(Collectors.joining("; "));
        return passes.isEmpty() ? "" : " (" + passes + ")";
    }
}
