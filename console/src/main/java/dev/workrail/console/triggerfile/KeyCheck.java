package dev.workrail.console.triggerfile;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Reports keys that nobody knows, with the one that was probably meant, and keys without effect.
final class KeyCheck {
    private static final int NEAR = 3;

    private final FileReport report;

    KeyCheck(FileReport report) {
        this.report = report;
    }

    void check(
            String pointer,
            FileNode.Fields fields,
            Set<String> known,
            Map<String, FileKeys.Idle> idle) {
        fields.fields()
                .forEach((key, value) -> {
                    String at = pointer + "/" + key;
                    FileKeys.Idle without = idle.get(key);
                    if (without != null) {
                        idle(at, value, without);
                    } else if (!known.contains(key)) {
                        unknown(at, key, value, known);
                    }
                });
    }

    private void idle(String at, FileNode value, FileKeys.Idle without) {
        if (!(value instanceof FileNode.Scalar scalar)
                || !without.harmless().equals(scalar.text())) {
            report.warn(at, value.line(), "has no effect here: " + without.reason());
        }
    }

    private void unknown(String at, String key, FileNode value, Set<String> known) {
        String detail =
                "unknown key"
                        + nearest(key, known)
                                .map(near -> "; did you mean '%s'?".formatted(near))
                                .orElse("; known are " + String.join(", ", new TreeSet<>(known)));
        if (report.unknownAreFaults()) {
            report.fault(at, value.line(), detail);
        } else {
            report.warn(at, value.line(), detail);
        }
    }

    private static Optional<String> nearest(String key, Set<String> known) {
        return known.stream()
                .filter(other -> Math.abs(key.length() - other.length()) < NEAR)
                .filter(other -> distance(key, other) < NEAR)
                .min(Comparator.comparingInt(other -> distance(key, other)));
    }

    /// Edits, a swap of neighbours among them, without regard to case.
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                edits[i][j] = i == 0 || j == 0 ? i + j : edits(edits, a, b, i, j);
            }
        }
        return edits[a.length()][b.length()];
    }

    private static int edits(int[][] edits, String a, String b, int i, int j) {
        int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
