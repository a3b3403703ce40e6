package dev.workrail.engine.prompt;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import dev.workrail.engine.model.FunctionDefinition;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.model.Workflow;
import dev.workrail.engine.output.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an agent that knows nothing of the run so far needs: at most 24 KiB.
///
/// The oldest notes are given up first, so that what is nearest to the step stays.
final class RecoveryText {
    private static final int MAX_BYTES = 24 * 1024;
    private static final String TITLE = "\n\n## Recovery Context";
    private static final String OMITTED = "[earlier notes omitted]\n\n";
    private static final Collator NAMES = Collator.getInstance(ULocale.ROOT).freeze();

    private RecoveryText() {}

    static void append(
            Workflow workflow, WorkStep step, PromptInput.Recovery recovery, StringBuilder out) {
        List<String> parts = new ArrayList<>();
        if (recovery.children() > 0) {
            parts.add(
                    "### Branch Summary\nThis node has %d %s. Preferred branch tip: %s"
                            .formatted(
                                    recovery.children(),
                                    recovery.children() == 1 ? "child" : "children",
                                    recovery.tip()));
        }
        String functions = functions(workflow, step);
        int left = MAX_BYTES - Utf8.bytes(TITLE + functions) - 200;
        List<String> below = recovery.recaps().downstream(recovery.nodeId(), recovery.tip());
        if (!below.isEmpty()) {
            String notes = fitting(below, left / 2);
            left -= Utf8.bytes(notes);
            parts.add("### Downstream Recap (Preferred Branch)\n" + notes);
        }
        List<String> above = recovery.recaps().ancestry(recovery.nodeId());
        if (!above.isEmpty()) {
            parts.add("### Ancestry Recap\n" + fitting(above, left));
        }
        if (!functions.isEmpty()) {
            parts.add(functions);
        }
        if (!parts.isEmpty()) {
            out.append(TITLE).append("\n\n").append(String.join("\n\n", parts));
        }
    }

    private static String fitting(List<String> notes, int max) {
        int from = notes.size();
        int used = 0;
        while (from > 0) {
            used += Utf8.bytes(notes.get(from - 1)) + 2;
            if (used > max) {
                break;
            }
            from--;
        }
        String kept = String.join("\n\n", notes.subList(from, notes.size()));
        return from == 0 ? kept : OMITTED + kept;
    }

    /// Those the step names, or all where it names none.
    private static String functions(Workflow workflow, WorkStep step) {
        List<FunctionDefinition> all = new ArrayList<>(workflow.functions());
        Set<String> named = Set.of();
        if (step instanceof StandardStep standard) {
            all.addAll(standard.functions().definitions());
            named =
                    standard.functions().references().stream()
                            .map(name -> name.endsWith("()") ? cut(name) : name)
                            .collect(Collectors.toSet());
        }
        Set<String> wanted = named;
        List<String> texts =
                all.stream()
                        .filter(f -> wanted.isEmpty() || wanted.contains(f.name()))
                        .sorted((a, b) -> NAMES.compare(a.name(), b.name()))
                        .map(f -> "function " + f.name() + "(...)\n  " + f.definition())
                        .toList();
        if (texts.isEmpty()) {
            return "";
        }
        String body = Utf8.head(String.join("\n\n", texts), MAX_BYTES / 2);
        return "### Function Definitions\n```\n" + body + "\n```";
    }

    private static String cut(String name) {
        return name.substring(0, name.length() - 2);
    }
}
