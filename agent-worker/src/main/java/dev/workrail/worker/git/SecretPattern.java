package dev.workrail.worker.git;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What a leaked secret looks like. WorkRail's ten patterns; matched in linear time, and only where
/// a line holds a word that any match has.
public enum SecretPattern {
    GITHUB_PERSONAL_TOKEN("github-personal-token", "ghp_[A-Za-z0-9]{36}", "ghp_"),
    GITHUB_OAUTH_TOKEN("github-oauth-token", "gho_[A-Za-z0-9]{36}", "gho_"),
    GITHUB_SERVER_TOKEN("github-server-token", "ghs_[A-Za-z0-9]{36}", "ghs_"),
    OPENAI_KEY("openai-key", "sk-[A-Za-z0-9]{48}", "sk-"),
    ANTHROPIC_KEY("anthropic-key", "sk-ant-[A-Za-z0-9_-]{90,}", "sk-ant-"),
    AWS_ACCESS_KEY("aws-access-key", "AKIA[0-9A-Z]{16}", "akia"),
    AWS_SECRET_KEY(
            "aws-secret-key",
            "(?i)aws_?secret_?(?:access_?)?key[\"']?\\s*[:=]\\s*[\"']?[A-Za-z0-9/+=]{40}",
            "aws"),
    SLACK_TOKEN("slack-token", "xox[aboprs]-[A-Za-z0-9-]{10,}", "xox"),
    PRIVATE_KEY("private-key", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----", "-----begin"),
    ASSIGNED_SECRET(
            "assigned-secret",
            "(?i)(?:password|passwd|secret|api_?key|auth_?token)[\"']?\\s*[:=]\\s*[\"'][^\"']{8,}[\"']",
            "passw",
            "secret",
            "key",
            "token");

    private final String title;
    private final Pattern pattern;
    private final List<String> words;

    /// @param words lower case; every match holds one of them
    SecretPattern(String title, String regex, String... words) {
        this.title = title;
        this.pattern = Pattern.compile(regex);
        this.words = List.of(words);
    }

    /// The name findings report.
    String title() {
        return title;
    }

    /// `text` with whatever looks like a secret left out, for summaries and logs.
    public static String redact(String text) {
        String clean = text;
        String lower = lower(text);
        for (SecretPattern each : values()) {
            if (each.mayBeIn(lower)) {
                clean = each.pattern.matcher(clean).replaceAll("[" + each.title + "]");
            }
        }
        return clean;
    }

    /// The patterns that `line` holds a match of.
    static List<SecretPattern> in(String line) {
        String lower = lower(line);
        return Arrays.stream(values())
                .filter(each -> each.mayBeIn(lower) && each.pattern.matcher(line).find())
                .toList();
    }

    private boolean mayBeIn(String lower) {
        return words.stream().anyMatch(lower::contains);
    }

    /// As RE2 folds letters: the long s and the Kelvin sign match s and k too.
    private static String lower(String text) {
        return text.replace('\u017f', 's').replace('\u212a', 'k').toLowerCase(Locale.ROOT);
    }
}
