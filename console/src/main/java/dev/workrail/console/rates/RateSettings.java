package dev.workrail.console.rates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Requests to the API per minute, and as many at once. Each console counts for itself.
@ConfigMapping(prefix = "workrail.console.rates")
public interface RateSettings {
    /// Of one API key, one sign-in or one person who signed in elsewhere.
    @WithDefault("6000")
    int key();

    /// Of all who act in one org together.
    @WithDefault("30000")
    int org();

    /// Of one address, to the routes that ask for no identity, such as sign-in.
    @WithDefault("240")
    int address();
}
