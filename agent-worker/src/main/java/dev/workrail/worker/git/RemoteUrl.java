package dev.workrail.worker.git;

import com.google.re2j.Pattern;

/// Where a workspace's repository lies. Only transports that cannot run a command of the URL's
/// choosing are let through.
public record RemoteUrl(String value) {
    private static final Pattern HTTPS = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]+)?/\\S+");
    private static final Pattern SSH =
            Pattern.compile(
                    "(ssh://([A-Za-z0-9_.-]+@)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?/\\S+|[A-Za-z0-9_.-]+@[A-Za-z0-9][A-Za-z0-9.-]*:[^-\\s]\\S*)");
    private static final Pattern LOCAL = Pattern.compile("(file://)?/[^\\x00\\n]+");
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    /// @param allowLocal true also accepts a path on the worker's machine
    /// @throws IllegalArgumentException where git may not be pointed at `text`
    public static RemoteUrl of(String text, boolean allowLocal) {
        if (HTTPS.matches(text) || SSH.matches(text)) {
            return new RemoteUrl(text);
        }
        if (LOCAL.matches(text)) {
            if (allowLocal) {
                return new RemoteUrl(text);
            }
            throw new IllegalArgumentException(
                    "the workspace's repository is a local path; workers of this deployment accept https and ssh only (workrail.worker.allow-local-remotes)");
        }
        throw new IllegalArgumentException(
                "a repository URL is https://host/path, ssh://host/path or user@host:path, but was '"
                        + redact(text)
                        + "'");
    }

    /// Text that may hold a URL, without the user and password of any URL in it.
    public static String redact(String text) {
        return USER_INFO.matcher(text).replaceAll("//");
    }

    @Override
    public String toString() {
        return redact(value);
    }
}
