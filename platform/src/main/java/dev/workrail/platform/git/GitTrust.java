package dev.workrail.platform.git;

import java.nio.file.Path;
import java.util.Optional;

/// Whom git believes to be the remote, for all orgs of a deployment.
///
/// @param authorities PEM file with the certificate authorities for https, in place of the system's
/// @param knownHosts file in the form of known_hosts (sshd(8)) for ssh, besides what a secret names
public record GitTrust(Optional<Path> authorities, Optional<Path> knownHosts) {
    /// The system's certificate authorities, and only hosts that a secret names.
    public static final GitTrust SYSTEM = new GitTrust(Optional.empty(), Optional.empty());
}
