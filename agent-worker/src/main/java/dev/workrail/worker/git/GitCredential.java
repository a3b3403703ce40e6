package dev.workrail.worker.git;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/// What opens a remote over HTTPS. Given to git as configuration in the environment of the one
/// process that talks to the remote, so that it is on no command line and in no file.
public record GitCredential(String user, String password) {
    /// From a stored secret: `user:password`, or a token alone, for which GitHub and GitLab take
    /// any user name.
    public static GitCredential of(String secret) {
        int colon = secret.indexOf(':');
        return colon > 0
                ? new GitCredential(secret.substring(0, colon), secret.substring(colon + 1).strip())
                : new GitCredential("x-access-token", secret.strip());
    }

    Map<String, String> environment() {
        String pair = user + ":" + password;
        String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.extraHeader",
                "GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic);
    }

    @Override
    public String toString() {
        return "GitCredential[" + user + "]";
    }
}
