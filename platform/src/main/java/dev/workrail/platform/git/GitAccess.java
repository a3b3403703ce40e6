package dev.workrail.platform.git;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one git process reaches one remote. Immutable.
///
/// A token goes to git as configuration in the environment of that process, good for the remote's
/// own origin alone. A private key goes to an ssh-agent that lives no longer than the process,
/// through its standard input. Neither is ever in a file or on a command line. ssh reads no
/// configuration of the machine, offers no other key and talks only to hosts that are known.
public final class GitAccess {
    private static final String KNOWN_HOSTS = "WORKRAIL_KNOWN_HOSTS";
    private static final String WITH_KEY = "ssh-add -q - && exec \"$@\" </dev/null";
    private static final byte[] NOTHING = new byte[0];

    /// To what is open, or on this machine.
    public static final GitAccess OPEN = new GitAccess(Map.of(), null);

    private final Map<String, String> environment;
    private final @Nullable String key;

    private GitAccess(Map<String, String> environment, @Nullable String key) {
        this.environment = Map.copyOf(environment);
        this.key = key;
    }

    /// @param remote `https://…`, `ssh://…` or `user@host:path`; a local path needs no access
    /// @param secret absent for a remote that is open
    /// @throws IllegalArgumentException where the secret does not fit the remote, or nothing says
    ///   which ssh host to believe; the message names no secret
    public static GitAccess to(String remote, @Nullable GitSecret secret, GitTrust trust) {
        if (remote.startsWith("https://")) {
            return https(remote, secret, trust);
        }
        boolean local = remote.startsWith("/") || remote.startsWith("file://");
        return local ? OPEN : ssh(secret, trust);
    }

    private static GitAccess https(String remote, @Nullable GitSecret secret, GitTrust trust) {
        Map<String, String> environment = new HashMap<>();
        trust.authorities().ifPresent(file -> environment.put("GIT_SSL_CAINFO", file.toString()));
        if (secret != null) {
            String basic =
                    Base64.getEncoder()
                            .encodeToString(secret.basic().getBytes(StandardCharsets.UTF_8));
            environment.put("GIT_CONFIG_COUNT", "1");
            environment.put("GIT_CONFIG_KEY_0", "http." + origin(remote) + ".extraHeader");
            environment.put("GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic);
        }
        return new GitAccess(environment, null);
    }

    private static String origin(String remote) {
        return "https://" + URI.create(remote).getRawAuthority() + "/";
    }

    private static GitAccess ssh(@Nullable GitSecret secret, GitTrust trust) {
        if (secret == null) {
            throw new IllegalArgumentException(
                    "an ssh remote needs a git secret with a private key; name one in the workspace");
        }
        String key = secret.key();
        List<String> hosts = secret.knownHosts();
        if (hosts.isEmpty() && trust.knownHosts().isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing says which host key the ssh remote has: add the lines that ssh-keyscan prints for it to the git secret, or have the operator name a known_hosts file");
        }
        return new GitAccess(
                Map.of(
                        "GIT_SSH_COMMAND",
                        ssh(trust),
                        "GIT_SSH_VARIANT",
                        "ssh",
                        KNOWN_HOSTS,
                        String.join("\n", hosts),
                        // A key with a passphrase is refused and not asked for.
                        "SSH_ASKPASS",
                        "/bin/false",
                        "SSH_ASKPASS_REQUIRE",
                        "force"),
                key);
    }

    /// See ssh_config(5).
    private static String ssh(GitTrust trust) {
        String global = trust.knownHosts().map(Object::toString).orElse("/dev/null");
        return String.join(
                " -o ",
                "ssh -F /dev/null",
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "UpdateHostKeys=no",
                "UserKnownHostsFile=/dev/null",
                "'GlobalKnownHostsFile=\"" + global.replace("'", "'\\''") + "\"'",
                "KnownHostsCommand='/usr/bin/printenv " + KNOWN_HOSTS + "'",
                "PreferredAuthentications=publickey",
                "IdentityFile=none",
                "ForwardAgent=no",
                "ClearAllForwardings=yes",
                "PermitLocalCommand=no",
                "ConnectTimeout=20");
    }

    /// What goes into the environment of git, besides what the caller sets.
    public Map<String, String> environment() {
        return environment;
    }

    /// The command line that runs `git` with this access.
    public List<String> command(List<String> git) {
        if (key == null) {
            return List.copyOf(git);
        }
        List<String> line = new ArrayList<>(List.of("ssh-agent", "/bin/sh", "-c", WITH_KEY, "git"));
        line.addAll(git);
        return List.copyOf(line);
    }

    /// What that command reads; empty where git itself may.
    public byte[] input() {
        return key == null ? NOTHING : key.getBytes(StandardCharsets.UTF_8);
    }
}
