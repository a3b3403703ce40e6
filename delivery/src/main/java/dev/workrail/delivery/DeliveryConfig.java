package dev.workrail.delivery;

import dev.workrail.delivery.target.RetryPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How results are posted.
@ConfigMapping(prefix = "workrail.delivery")
public interface DeliveryConfig {
    /// Where the state of targets lies on disk; kept over restarts. Lost, it is read back from
    /// Kafka.
    @WithDefault("${workrail.data-dir:data}/streams/delivery")
    Path stateDir();

    /// Copies of that state on other processes: 0 on one machine, 1 in a cluster.
    @WithDefault("0")
    int standbys();

    /// Attempts at once in this process. One target has at most one.
    @WithDefault("32")
    int concurrency();

    /// How long connecting to a callback's host may take.
    @WithDefault("5s")
    Duration connectTimeout();

    /// How long one attempt may take in all, and one git command of it.
    @WithDefault("15s")
    Duration attemptTimeout();

    /// How long until an attempt without a result counts as lost; more than twice
    /// `attempt-timeout`.
    @WithDefault("45s")
    Duration attemptLease();

    /// Attempts before a delivery becomes a dead letter.
    @WithDefault("8")
    int maxAttempts();

    /// Wait after the first failure; each further one is three times as long, up to
    /// `longest-retry`, with a jitter of 20 %.
    @WithDefault("5s")
    Duration firstRetry();

    /// Longest wait between attempts, unless the target asks for more.
    @WithDefault("1h")
    Duration longestRetry();

    /// Longest wait a target can ask for by Retry-After.
    @WithDefault("24h")
    Duration longestRetryAfter();

    /// Deliveries that wait for one target; beyond it they become dead letters.
    @WithDefault("1000")
    int maxWaiting();

    /// PEM file with the certificate authorities that git trusts over https, in place of the
    /// system's.
    Optional<Path> gitCaFile();

    /// File in the form of known_hosts with the ssh hosts that git trusts, besides those that a git
    /// secret itself names.
    Optional<Path> sshKnownHosts();

    /// True lets callbacks go to loopback and private addresses, and git remotes lie there or be
    /// local paths. For one machine and closed networks: with it any org's admin can make this
    /// process call whatever it can reach.
    @WithDefault("false")
    boolean allowPrivateAddresses();

    default RetryPolicy retryPolicy() {
        return new RetryPolicy(
                maxAttempts(),
                firstRetry(),
                longestRetry(),
                longestRetryAfter(),
                attemptLease(),
                maxWaiting());
    }
}
