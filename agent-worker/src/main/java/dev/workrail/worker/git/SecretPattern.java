package dev.workrail.worker.git;

import com.google.re2j.Pattern;

/// What a leaked secret looks like. WorkRail's ten patterns; matched in linear time.
public enum SecretPattern {
    GITHUB_PERSONAL_TOKEN("github-personal-token", "ghp_[A-Za-z0-9]{36}"),
    GITHUB_OAUTH_TOKEN("github-oauth-token", "gho_[A-Za-z0-9]{36}"),
    GITHUB_SERVER_TOKEN("github-server-token", "ghs_[A-Za-z0-9]{36}"),
    OPENAI_KEY("openai-key", "sk-[A-Za-z0-9]{48}"),
    ANTHROPIC_KEY("anthropic-key", "sk-ant-[A-Za-z0-9_-]{90,}"),
    AWS_ACCESS_KEY("aws-access-key", "AKIA[0-9A-Z]{16}"),
    AWS_SECRET_KEY(
            "aws-secret-key",
            "(?i)aws_?secret_?(?:access_?)?key[\"']?\\s*[:=]\\s*[\"']?[A-Za-z0-9/+=]{40}"),
    SLACK_TOKEN("slack-token", "xox[aboprs]-[A-Za-z0-9-]{10,}"),
    PRIVATE_KEY("private-key", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----"),
    ASSIGNED_SECRET(
            "assigned-secret",
            "(?i)(?:password|passwd|secret|api_?key|auth_?token)[\"']?\\s*[:=]\\s*[\"'][^\"']{8,}[\"']");

    private final String title;
    private final Pattern pattern;

    SecretPattern(String title, String regex) {
        this.title = title;
        this.pattern = Pattern.compile(regex);
    }

    /// The name findings report.
    String title() {
        return title;
    }

    /// `text` with whatever looks like a secret left out, for summaries and logs.
    public static String redact(String text) {
        String clean = text;
        for (SecretPattern each : values()) {
            clean = each.pattern.matcher(clean).replaceAll("[" + each.title + "]");
        }
        return clean;
    }

    boolean in(String line) {
        return pattern.matcher(line).find();
    }
}
