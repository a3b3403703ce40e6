package dev.workrail.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How people sign in, and how long what lets them in is good.
@ConfigMapping(prefix = "workrail.console.sign-in")
public interface SignInSettings {
    /// Time without a request after which a sign-in ends.
    @WithDefault("12h")
    Duration idle();

    /// Age at which a sign-in ends, however much it is used.
    @WithDefault("30d")
    Duration lifetime();

    /// How long an invitation can be accepted.
    @WithDefault("7d")
    Duration invitation();

    /// How long a link to set a new password works.
    @WithDefault("24h")
    Duration reset();

    /// Whether browsers come without TLS. Only where nobody else can listen, as on one machine.
    @WithDefault("false")
    boolean plainHttp();

    /// Where browsers reach the console, for the links in invitations. Without it a link is a path.
    Optional<URI> publicUrl();
}
