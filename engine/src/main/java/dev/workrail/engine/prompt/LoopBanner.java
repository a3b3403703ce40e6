package dev.workrail.engine.prompt;

import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.model.LoopStep;

/// Tells the agent which pass of a loop it is in.
final class LoopBanner {
    private LoopBanner() {}

    /// Ends with a line end. A body that is used by reference knows no cap.
    ///
    /// @param iteration counted from 0
    static String of(CompiledLoop loop, int iteration) {
        boolean capped = loop.step().body() instanceof LoopStep.Body.Inline;
        int max = loop.step().loop().maxIterations();
        if (iteration == 0) {
            return first(capped ? " (up to " + max + " passes)" : "");
        }
        int pass = iteration + 1;
        String progress =
                capped
                        ? "**Progress: [%s%s] Pass %d of %d**"
                                .formatted(
                                        "█".repeat(Math.min(pass, max)),
                                        "░".repeat(Math.max(0, max - pass)),
                                        pass,
                                        max)
                        : "**Pass %d**".formatted(pass);
        return """
        ---
        %s

        **Scope**: %s

        Your previous work is in the **Ancestry Recap** below. Build on it — do not repeat work \
        already done.
        ---
        """
                .formatted(progress, scope(pass, capped ? max : Integer.MAX_VALUE));
    }

    private static String first(String cap) {
        return ("> This step is part of an iterative loop%s. After your work, a decision step"
                        + " determines whether another pass is needed.\n")
                .formatted(cap);
    }

    private static String scope(int pass, int max) {
        if (pass == 2) {
            return "Focus on what the first pass missed — do not re-litigate settled findings.";
        }
        return pass >= max
                ? "FINAL PASS — verify prior amendments landed correctly. Only flag regressions or"
                        + " clearly missed issues."
                : "Diminishing returns expected. Focus on gaps and regressions, not fresh"
                        + " territory.";
    }
}
