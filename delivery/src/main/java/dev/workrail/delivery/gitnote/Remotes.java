package dev.workrail.delivery.gitnote;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.delivery.attempt.SecretSource;
import dev.workrail.delivery.callback.AddressPolicy;
import dev.workrail.platform.git.GitAccess;
import dev.workrail.platform.git.GitSecret;
import dev.workrail.platform.git.GitTrust;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds out how workspaces' remotes are reached: with which credential, and at which address. The
/// address of an https host is checked and then the one that git connects to, whatever the name
/// resolves to by then. Thread-safe.
final class Remotes {
    private static final int HTTPS_PORT = 443;
    private static final Pattern SCP = Pattern.compile("[^@/:]+@([^:/]+):.+");

    private final SecretSource secrets;
    private final GitTrust trust;
    private final AddressPolicy policy;
    private final AddressPolicy.Resolver resolver;

    /// @param settings of git for this remote alone, `key=value`
    record Remote(String url, GitAccess access, List<String> settings) {}

    Remotes(
            SecretSource secrets,
            GitTrust trust,
            AddressPolicy policy,
            AddressPolicy.Resolver resolver) {
        this.secrets = secrets;
        this.trust = trust;
        this.policy = policy;
        this.resolver = resolver;
    }

    boolean localAllowed() {
        return policy.privateAllowed();
    }

    /// @throws IllegalArgumentException where the remote may not be reached as it is configured
    /// @throws IOException where it cannot be reached now
    Remote of(ConfigValue.Workspace workspace) throws IOException {
        String url = workspace.repositoryUrl();
        GitAccess access = GitAccess.to(url, secret(workspace), trust);
        return new Remote(url, access, settings(url));
    }

    private @Nullable GitSecret secret(ConfigValue.Workspace workspace) throws IOException {
        String name = workspace.credential();
        if (name == null) {
            return null;
        }
        return secrets.open(workspace.org(), SecretPurpose.GIT, name)
                .map(GitSecret::new)
                .orElseThrow(
                        () -> new IOException("the org has no git secret '%s'".formatted(name)));
    }

    private List<String> settings(String url) throws IOException {
        if (policy.privateAllowed()) {
            return List.of();
        }
        Matcher scp = SCP.matcher(url);
        if (scp.matches()) {
            allowed(scp.group(1));
            return List.of();
        }
        URI uri = URI.create(url);
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException(
                    "the workspace's remote is no https or ssh address; an operator can allow"
                            + " local ones");
        }
        String address = allowed(host);
        int port = uri.getPort() == -1 ? HTTPS_PORT : uri.getPort();
        return url.startsWith("https://")
                ? List.of("http.curloptResolve=%s:%d:%s".formatted(host, port, address))
                : List.of();
    }

    private String allowed(String host) throws IOException {
        InetAddress address =
                Arrays.stream(resolver.resolve(host.replaceAll("[\\[\\]]", "")))
                        .filter(policy::allows)
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "the remote's host resolves to private addresses only; an"
                                                + " operator can allow them"));
        String text = address.getHostAddress();
        return address instanceof Inet6Address ? "[" + text + "]" : text;
    }
}
