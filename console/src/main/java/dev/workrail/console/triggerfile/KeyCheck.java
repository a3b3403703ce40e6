package dev.workrail.console.triggerfile;

import java.util.Comparator;
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
                .filter(other -> distance(key, other) < NEAR)
                .min(Comparator.comparingInt(other -> distance(key, other)));
    }

    /// Levenshtein's, without regard to case.
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same =
                        Character.toLowerCase(left.charAt(i - 1))
                                == Character.toLowerCase(right.charAt(j - 1));
                int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
