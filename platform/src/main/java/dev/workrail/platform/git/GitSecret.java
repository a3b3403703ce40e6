package dev.workrail.platform.git;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What opens a remote, as it was stored.
///
/// For https a token alone, for which GitHub and GitLab take any user name, or `user:password`. For
/// ssh a private key in PEM form without a passphrase, with the host's lines of known_hosts before
/// or after it (such as `ssh-keyscan` prints). Never shown: [#toString] leaves it out.
public record GitSecret(String text) {
    private static final Pattern KEY =
            Pattern.compile(
                    "(?s)-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----.*?-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----");

    boolean isKey() {
        return KEY.matcher(text).find();
    }

    /// @throws IllegalArgumentException where it is no private key
    String key() {
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException(
                    "an ssh remote needs a git secret with a private key (PEM), and the host's known_hosts lines after it");
        }
        return found.group() + "\n";
    }

    /// The lines around the key that are no comments.
    List<String> knownHosts() {
        return KEY.matcher(text)
                .replaceAll("\n")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /// `user:password` for HTTP's basic authentication.
    ///
    /// @throws IllegalArgumentException where it is a private key
    String basic() {
        if (isKey()) {
            throw new IllegalArgumentException(
                    "the git secret is a private key, which opens ssh remotes; an https remote needs a token or user:password");
        }
        String one = text.strip();
        return one.indexOf(':') > 0 ? one : "x-access-token:" + one;
    }

    @Override
    public String toString() {
        return "GitSecret[" + (isKey() ? "private key" : "token") + "]";
    }
}
