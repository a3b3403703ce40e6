package dev.workrail.worker.git;

import java.util.ArrayList;
import java.util.List;

/// The lines a unified diff adds. Trusts the counts in hunk headers, never the look of a line, so
/// that a file whose content looks like a diff cannot hide another.
final class AddedLines {
    private static final String HUNK = "@@ -";
    private static final String NEW_FILE = "+++ b/";

    /// @param file path as the diff names it
    /// @param line 1-based
    record Added(String file, int line, String text) {}

    private final List<Added> found = new ArrayList<>();
    private String file = "";
    private int line;
    private int removedLeft;
    private int addedLeft;

    private AddedLines() {}

    /// @param diff made with `-U0`
    static List<Added> of(String diff) {
        AddedLines lines = new AddedLines();
        // Only line feeds: git counts no other separator.
        for (String text : diff.split("\n", -1)) {
            lines.take(text);
        }
        return lines.found;
    }

    private void take(String text) {
        if (removedLeft > 0 && text.startsWith("-")) {
            removedLeft--;
        } else if (addedLeft > 0 && text.startsWith("+")) {
            addedLeft--;
            found.add(new Added(file, line++, text.substring(1)));
        } else if (text.startsWith(HUNK)) {
            hunk(text.split(" ", 4));
        } else if (text.startsWith(NEW_FILE)) {
            file = text.substring(NEW_FILE.length()).stripTrailing();
        } else if (text.startsWith("+++ \"b/")) {
            file = text.substring("+++ \"b/".length(), text.lastIndexOf('"'));
        }
    }

    private void hunk(String[] header) {
        removedLeft = count(header[1]);
        addedLeft = count(header[2]);
        line = Integer.parseInt(header[2].substring(1).split(",")[0]);
    }

    private static int count(String range) {
        int comma = range.indexOf(',');
        return comma < 0 ? 1 : Integer.parseInt(range.substring(comma + 1));
    }
}
