package dev.workrail.engine.finding;

import java.util.ArrayList;
import java.util.List;

/// Collects findings of one stage after another. Confined to one thread.
///
/// At most [#MAX] are kept, so that a hostile file cannot fill the heap; [#list] then ends with a
/// finding that says so.
public final class Findings {
    /// How many findings are kept.
    public static final int MAX = 500;

    private static final int MAX_TEXT = 400;
    private final List<Finding> findings = new ArrayList<>();
    private int dropped;
    private boolean droppedError;

    public void error(Stage stage, String code, String pointer, String found, String expected) {
        add(new Finding(Severity.ERROR, stage, code, cut(pointer), cut(found), cut(expected)));
    }

    public void warning(Stage stage, String code, String pointer, String found, String expected) {
        add(new Finding(Severity.WARNING, stage, code, cut(pointer), cut(found), cut(expected)));
    }

    /// The same finding is kept once.
    public void add(Finding finding) {
        if (findings.size() >= MAX) {
            dropped++;
            droppedError |= finding.severity() == Severity.ERROR;
        } else if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    public boolean hasErrors() {
        return droppedError || findings.stream().anyMatch(f -> f.severity() == Severity.ERROR);
    }

    /// Whether a finding of this code was made at or under the pointer.
    public boolean has(String code, String pointer) {
        return findings.stream()
                .anyMatch(f -> f.code().equals(code) && f.pointer().startsWith(pointer));
    }

    /// In the order found.
    public List<Finding> list() {
        if (dropped == 0) {
            return List.copyOf(findings);
        }
        List<Finding> out = new ArrayList<>(findings);
        out.add(
                new Finding(
                        droppedError ? Severity.ERROR : Severity.WARNING,
                        Stage.DOCUMENT,
                        "too-many-findings",
                        "",
                        dropped + " more findings are not listed",
                        "at most " + MAX));
        return List.copyOf(out);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "…";
    }
}
