package dev.workrail.engine.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A regular expression of a user, in the syntax of RE2: no look-around, no back references.
///
/// A search takes time in proportion to the length of the text times the size of the pattern, so
/// all three are bounded: the source, its size once every counted repetition is written out (a
/// source of forty characters can stand for a thousand million), and the product. Of a text that is
/// too long for its pattern the beginning is searched. Immutable and thread-safe.
public final class LinearPattern {
    /// Longest source, UTF-16 units.
    public static final int MAX_LENGTH = 1024;

    /// Largest size, about one per character, class or group, times the repetitions around it.
    public static final int MAX_SIZE = 2000;

    /// Most work of one search: text length in UTF-16 units times size. Well under a second.
    public static final int MAX_WORK = 2_000_000;

    private final Pattern pattern;
    private final int reach;

    private LinearPattern(Pattern pattern, int reach) {
        this.pattern = pattern;
        this.reach = reach;
    }

    public static LinearPattern compile(String source) throws UnusablePatternException {
        return compile(source, 0);
    }

    /// @param flags of [Pattern]
    public static LinearPattern compile(String source, int flags) throws UnusablePatternException {
        if (source.length() > MAX_LENGTH) {
            throw new UnusablePatternException(
                    "it has %d characters, at most %d are run"
                            .formatted(source.length(), MAX_LENGTH));
        }
        long size = PatternSize.of(source);
        if (size > MAX_SIZE) {
            throw new UnusablePatternException(
                    "its repetitions make it %d parts long, at most %d are run"
                            .formatted(size, MAX_SIZE));
        }
        try {
            Pattern pattern = Pattern.compile(source, flags);
            return new LinearPattern(pattern, MAX_WORK / Math.max(1, pattern.programSize()));
        } catch (PatternSyntaxException e) {
            throw new UnusablePatternException(
                    "it cannot run in linear time: " + e.getDescription());
        }
    }

    /// Whether the text has a part that matches. A text over the bound is searched up to it.
    public boolean find(String text) {
        return pattern.matcher(text.length() <= reach ? text : text.substring(0, reach)).find();
    }
}
