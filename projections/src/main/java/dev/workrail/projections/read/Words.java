package dev.workrail.projections.read;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits texts into the words they are found by: letters and digits, lower case, 2 to 40
/// characters, at most 32 of them. The same for what is stored and what is searched.
public final class Words {
    private static final int MAX_WORDS = 32;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,40}");

    private Words() {}

    /// In the order of the text, each once.
    public static Set<String> of(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.size() < MAX_WORDS && matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }
}
