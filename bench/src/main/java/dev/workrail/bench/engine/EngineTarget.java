package dev.workrail.bench.engine;

import java.util.Locale;

/// What a figure of the engine is held to.
///
/// @param benchmark method of a JMH benchmark, or `snapshot`
/// @param unit of both figures
enum EngineTarget {
    COMPILE("compile", "compile the largest workflow, warm", 5_000, "us"),
    ADVANCE("advanceOn500Events", "one advance on a session of 500 events", 50, "us"),
    PROMPT("renderPendingStep", "render the prompt of a pending step", 30, "us"),
    REBUILD("rebuildFrom10000Events", "rebuild the state of 10,000 events", 50_000, "us"),
    SNAPSHOT("snapshot", "largest state of a coding session", 16 * 1024, "bytes");

    private final String benchmark;
    private final String what;
    private final double most;
    private final String unit;

    EngineTarget(String benchmark, String what, double most, String unit) {
        this.benchmark = benchmark;
        this.what = what;
        this.most = most;
        this.unit = unit;
    }

    boolean isOf(String name) {
        return name.endsWith("." + benchmark);
    }

    boolean isMet(double figure) {
        return figure < most;
    }

    static final String HEADER = "| what | figure | target | |\n|---|---|---|---|\n";

    /// One row of the table that [#HEADER] begins.
    String row(double figure) {
        return String.format(
                Locale.ROOT,
                "| %s | %,.1f %s | < %,.0f | %s |\n",
                what,
                figure,
                unit,
                most,
                isMet(figure) ? "met" : "MISSED");
    }
}
