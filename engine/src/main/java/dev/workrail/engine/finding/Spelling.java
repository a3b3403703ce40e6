package dev.workrail.engine.finding;

import java.util.Iterator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Guesses what a misspelt name was meant to be.
public final class Spelling {
    /// Longer names are not compared, which bounds the work.
    private static final int MAX_LENGTH = 64;

    /// One edit is allowed for so many letters.
    private static final int LETTERS_PER_EDIT = 3;

    private Spelling() {}

    /// The known name that takes the fewest edits; absent where all are too far off.
    public static @Nullable String closest(String name, Iterator<String> known) {
        if (name.length() > MAX_LENGTH) {
            return null;
        }
        String found = null;
        int fewest = Math.max(1, name.length() / LETTERS_PER_EDIT) + 1;
        String wanted = name.toLowerCase(Locale.ROOT);
        while (known.hasNext()) {
            String candidate = known.next();
            int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
            if (edits < fewest) {
                fewest = edits;
                found = candidate;
            }
        }
        return found;
    }

    /// How many letters to put in, take out, exchange or swap with the next one.
    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int edit = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        int least = Math.min(edit, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
