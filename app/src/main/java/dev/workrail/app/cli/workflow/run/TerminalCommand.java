package dev.workrail.app.cli.workflow.run;

import dev.workrail.engine.output.ContractFormat;
import dev.workrail.engine.session.Flavour;
import dev.workrail.engine.session.StepView;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A command typed in place of an answer.
///
/// @param by who typed it
record TerminalCommand(String name, String argument, String by) {
    private static final Set<String> NAMES =
            Set.of("?", "/help", "/prompt", "/variables", "/back", "/quit");
    private static final List<String> HELP =
            List.of(
                    "Write what the step asks for; a line with a single '.' ends each answer, and an",
                    "answer of nothing but '.' leaves it out. Artifacts are JSON values one after",
                    "another. Variables are key=value lines (the value is JSON where it parses, else",
                    "text; null deletes one) or a JSON object. @FILE reads either from a file.",
                    "  ?                    this help",
                    "  /prompt              the step's prompt again",
                    "  /variables           the variables of the run",
                    "  /back STEP [REASON]  go back to an earlier step; the way taken stays in the log",
                    "  /quit                end the run here (also Ctrl-D)");

    static boolean isOne(String line) {
        return NAMES.contains(line.split("\\s", 2)[0].toLowerCase(Locale.ROOT));
    }

    static TerminalCommand of(String line, String by) {
        String[] parts = line.split("\\s+", 2);
        String argument = parts.length == 1 ? "" : parts[1].strip();
        return new TerminalCommand(parts[0].toLowerCase(Locale.ROOT), argument, by);
    }

    /// Carries it out. Absent: it only showed something, and the question stands.
    ///
    /// @throws IllegalArgumentException where it lacks its argument
    @Nullable Reply at(Respondent.Pending pending, PrintWriter out) {
        switch (name) {
            case "/quit" -> {
                return new Reply.Stop("stopped by hand at step '" + pending.step().stepId() + "'");
            }
            case "/back" -> {
                return back();
            }
            case "/prompt" -> out.println(pending.step().prompt());
            case "/variables" -> out.println(pending.variables().toPrettyString());
            default -> help(pending.step(), out);
        }
        out.flush();
        return null;
    }

    private Reply back() {
        if (argument.isEmpty()) {
            throw new IllegalArgumentException(
                    "/back needs the id of an earlier step, such as /back plan too coarse");
        }
        String[] parts = argument.split("\\s+", 2);
        String reason = parts.length == 1 ? "gone back by hand" : parts[1];
        return new Reply.GoBack(parts[0], reason, by);
    }

    private static void help(StepView step, PrintWriter out) {
        HELP.forEach(out::println);
        String contract = step.output().contractRef();
        if (contract != null) {
            out.println();
            ContractFormat.lines(contract, Flavour.AUTONOMOUS).forEach(out::println);
        }
    }
}
