package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand.Verdict;
import dev.workrail.engine.session.StepView;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// A person at the terminal. Every question is answered by lines that a single `.` ends; a command
/// can stand in place of any answer. Not thread-safe.
final class Terminal implements Respondent {
    private static final String PERSON = "terminal";

    private final TextInput in;
    private final PrintWriter out;
    private Draft draft = Draft.EMPTY;

    Terminal(TextInput in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /// Asks what the run is for; empty where nothing was said.
    String goal() {
        say("goal (one line):");
        String line = in.line();
        return line == null ? "" : line.strip();
    }

    @Override
    public Reply atStep(Pending pending) {
        Setback setback = pending.setback();
        if (setback == null) {
            draft = Draft.EMPTY;
        } else if (!setback.mendable()) {
            say("Nothing handed in at this step can help now: /back STEP goes back, /quit ends.");
        } else {
            say("Mend it. A single '.' keeps what you wrote before.");
        }
        Reply instead = notes(pending);
        if (instead == null) {
            instead = ask(pending, artifactsQuestion(pending.step()), this::artifacts);
        }
        if (instead == null) {
            instead = ask(pending, variablesQuestion(pending.step()), this::variables);
        }
        return instead == null ? new Reply.HandIn(draft.submission()) : instead;
    }

    private @Nullable Reply notes(Pending pending) {
        String must = pending.step().output().notes() ? "asked for" : "optional";
        String question = "notes (" + must + "; '.' on a line of its own ends them, ? helps):";
        return ask(
                pending,
                question,
                (at, typed) -> {
                    if (typed.isEnd() && typed.isNothing()) {
                        return ended(at.step().stepId());
                    }
                    draft = typed.isNothing() ? draft : draft.notes(typed.text());
                    return null;
                });
    }

    private @Nullable Reply artifacts(Pending pending, TextInput.Typed typed) {
        draft = typed.isNothing() ? draft : draft.artifacts(TypedValues.artifacts(typed.text()));
        return null;
    }

    private @Nullable Reply variables(Pending pending, TextInput.Typed typed) {
        draft = typed.isNothing() ? draft : draft.variables(TypedValues.variables(typed.text()));
        return null;
    }

    private static String artifactsQuestion(StepView step) {
        StringBuilder wanted = new StringBuilder();
        StepView.RequiredOutput output = step.output();
        if (output.contractRef() != null) {
            wanted.append(output.contractRef())
                    .append(output.contractRequired() ? "" : ", optional");
        }
        output.assessments()
                .forEach(id ->
                        wanted.append(wanted.isEmpty() ? "" : ", ")
                                .append("assessment ")
                                .append(id));
        return "artifacts (" + (wanted.isEmpty() ? "none asked for" : wanted) + "; JSON or @FILE):";
    }

    private static String variablesQuestion(StepView step) {
        StringBuilder wanted = new StringBuilder();
        step.advice()
                .gather()
                .forEach(source ->
                        wanted.append(source.variable())
                                .append(" from ")
                                .append(source.kind())
                                .append("; "));
        return "variables (" + wanted + "key=value lines, a JSON object or @FILE):";
    }

    /// Asks until the answer can be read. Absent: it was taken into the draft.
    private @Nullable Reply ask(
            Pending pending,
            String question,
            BiFunction<Pending, TextInput.Typed, @Nullable Reply> taken) {
        while (true) {
            say(question);
            TextInput.Typed typed = in.lines(TerminalCommand::isOne);
            try {
                if (!typed.isCommand()) {
                    return taken.apply(pending, typed);
                }
                Reply reply = TerminalCommand.of(typed.text(), PERSON).at(pending, out);
                if (reply != null) {
                    return reply;
                }
            } catch (IllegalArgumentException e) {
                say(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public Reply atGate(Decision.GateParked gate, @Nullable Setback setback) {
        while (true) {
            say("verdict (approve, reject or uncertain; ? helps):");
            String line = in.line();
            if (line == null) {
                return ended(gate.stepId());
            }
            String word = line.strip().toLowerCase(Locale.ROOT);
            Verdict verdict = verdict(word);
            if (verdict != null) {
                return judged(gate, verdict);
            }
            if (word.equals("/quit")) {
                return new Reply.Stop(
                        "stopped by hand at the gate of step '" + gate.stepId() + "'");
            }
            say(
                    "approve: what was handed in counts and the run goes on. reject: the step opens"
                            + " again with your rationale. uncertain: a person must decide."
                            + " /quit ends the run.");
        }
    }

    private Reply judged(Decision.GateParked gate, Verdict verdict) {
        say("rationale (one line):");
        String rationale = in.line();
        return rationale == null
                ? ended(gate.stepId())
                : new Reply.Judge(verdict, rationale.strip(), PERSON);
    }

    private static @Nullable Verdict verdict(String word) {
        return switch (word) {
            case "approve", "approved", "a" -> Verdict.APPROVED;
            case "reject", "rejected", "r" -> Verdict.REJECTED;
            case "uncertain", "u" -> Verdict.UNCERTAIN;
            default -> null;
        };
    }

    private static Reply ended(String stepId) {
        return new Reply.Stop("the input ended at step '" + stepId + "' before the workflow did");
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
