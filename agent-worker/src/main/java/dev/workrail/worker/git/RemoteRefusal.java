package dev.workrail.worker.git;

import java.util.List;
import java.util.Optional;

/// Tells from git's own words (in English, which [Git] sees to) why a remote cannot be read as it
/// is configured, so that trying again would only ask the same question again.
public enum RemoteRefusal {
    HOST(
            "git does not trust its host; name its certificate authority or its ssh host key",
            "Host key verification failed",
            "SSL certificate problem",
            "server certificate verification failed"),
    KEY(
            "the private key of the git secret cannot be used; store one in PEM form, without a passphrase",
            "Error loading key",
            "error in libcrypto",
            "Enter passphrase"),
    CREDENTIAL(
            "it refuses the git secret, or needs one; store one that may read and push",
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "returned error: 401",
            "returned error: 403",
            "Permission denied ("),
    REPOSITORY(
            "there is no such repository, or the git secret may not see it; correct the workspace",
            "' not found",
            "Repository not found",
            "returned error: 404",
            "does not appear to be a git repository"),
    BRANCH(
            "it has no such branch; push one or correct the workspace",
            "couldn't find remote ref",
            "could not find remote ref");

    private final String meaning;
    private final List<String> words;

    RemoteRefusal(String meaning, String... words) {
        this.meaning = meaning;
        this.words = List.of(words);
    }

    /// What it means and what to do.
    public String meaning() {
        return meaning;
    }

    /// Empty where it may pass: a time-out, a host that is away, an error of its own.
    public static Optional<RemoteRefusal> of(GitException failure) {
        String message = String.valueOf(failure.getMessage());
        for (RemoteRefusal each : values()) {
            if (each.words.stream().anyMatch(message::contains)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
