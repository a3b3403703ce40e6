package dev.workrail.console.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The OIDC issuer whose access tokens are good here.
@ConfigMapping(prefix = "workrail.console.oidc")
public interface OidcSettings {
    /// The issuer, exactly as its tokens name it; its keys are found by discovery. Without it no
    /// token is good. Over TLS, except on a loopback address.
    Optional<URI> issuer();

    /// What a token's `aud` must hold.
    @WithDefault("workrail")
    String audience();

    /// The claim that says who may do what in which org; dots go into objects, as in
    /// `realm_access.roles`. Its value is a list of texts, or an object of role by org.
    @WithDefault("workrail_roles")
    String rolesClaim();

    /// How a text of that claim names an org and a role: a pattern with the groups `org` and
    /// `role`. A text that does not match says nothing.
    @WithDefault("/?(?<org>[a-z0-9][a-z0-9-]{0,62})[:/](?<role>viewer|member|admin|owner|operator)")
    String rolePattern();

    /// The claim with the person's name.
    @WithDefault("name")
    String nameClaim();

    /// How far the issuer's clock may be from ours.
    @WithDefault("30s")
    Duration clockSkew();
}
