package dev.workrail.console.workspaces;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of a git repository's address that a workspace may have. Everything else git would
/// take (`ext::`, an option) is refused, as it could run a command on a worker.
public final class RepositoryUrl {
    private static final int MAX = 1_000;
    private static final Pattern REMOTE =
            Pattern.compile("(?:https?|ssh|git)://[^\\s\\p{Cntrl}'\"\\\\]+");
    private static final Pattern SCP =
            Pattern.compile(
                    "[A-Za-z0-9_.][A-Za-z0-9_.-]*@[A-Za-z0-9.-]+:[^\\s\\p{Cntrl}'\"\\\\:]+");
    private static final Pattern LOCAL = Pattern.compile("(?:file://)?/[^\\s\\p{Cntrl}'\"\\\\]+");
    private static final Pattern PASSWORD = Pattern.compile("[a-z]+://[^/@]*:[^/@]*@.*");

    private static final Pattern SCP_HOST = Pattern.compile("[^@/]+@([^:/]+):.*");

    private RepositoryUrl() {}

    /// Whether a repository is on the host of a web address. One on the worker's disk is on none.
    public static boolean isOnHostOf(String repository, String address) {
        Matcher scp = SCP_HOST.matcher(repository);
        String host = scp.matches() ? scp.group(1) : URI.create(repository).getHost();
        return host != null && host.equalsIgnoreCase(URI.create(address).getHost());
    }

    /// @param localAllowed whether a repository on the worker's own disk is taken
    /// @throws IllegalArgumentException where it is none of the forms
    static String check(String text, boolean localAllowed) {
        if (text.length() > MAX) {
            throw new IllegalArgumentException("expected at most " + MAX + " characters");
        }
        if (LOCAL.matcher(text).matches()) {
            if (!localAllowed) {
                throw new IllegalArgumentException(
                        "a repository on the worker's disk is refused unless"
                                + " workrail.console.local-repositories is true");
            }
            return text;
        }
        if (PASSWORD.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "holds a password: store it as a secret with purpose git, and name that in"
                            + " 'credential'");
        }
        if (!REMOTE.matcher(text).matches() && !SCP.matcher(text).matches()) {
            throw new IllegalArgumentException("expected https://…, ssh://… or user@host:path");
        }
        return text;
    }
}
