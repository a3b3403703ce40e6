package dev.workrail.worker.tool;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/// A file name pattern: `*` and `?` within a name, `**` over directories, `[a-z]`, `{a,b}`. Matches
/// in linear time.
final class GlobPattern {
    private static final String LITERAL = "\\^$.|()+";

    private final Pattern pattern;
    private final boolean names;

    private GlobPattern(Pattern pattern, boolean names) {
        this.pattern = pattern;
        this.names = names;
    }

    static GlobPattern of(String glob) throws ToolException {
        try {
            return new GlobPattern(Pattern.compile(regex(glob)), !glob.contains("/"));
        } catch (PatternSyntaxException e) {
            throw new ToolException("not a file name pattern: '" + glob + "'", e);
        }
    }

    /// Matches the whole path.
    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /// Matches the whole path, or the file's name alone where the pattern names no directory.
    boolean matchesNameOrPath(String path) {
        return matches(path) || (names && matches(path.substring(path.lastIndexOf('/') + 1)));
    }

    private static String regex(String glob) {
        StringBuilder regex = new StringBuilder();
        int braces = 0;
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (glob.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
                regex.append(one(c, braces > 0));
            }
        }
        return regex.toString();
    }

    private static String one(char c, boolean inBraces) {
        return switch (c) {
            case '*' -> "[^/]*";
            case '?' -> "[^/]";
            case '{' -> "(?:";
            case '}' -> ")";
            case ',' -> inBraces ? "|" : ",";
            default -> LITERAL.indexOf(c) >= 0 ? "\\" + c : Character.toString(c);
        };
    }
}
