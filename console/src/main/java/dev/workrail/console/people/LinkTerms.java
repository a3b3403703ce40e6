package dev.workrail.console.people;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.access.KeyToken;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What links are made of: a token, and how long it is good. Thread-safe.
@Singleton
final class LinkTerms {
    private final SignInSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LinkTerms(SignInSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    KeyToken token(String prefix) {
        return KeyToken.make(prefix, random);
    }

    Instant now() {
        return clock.instant();
    }

    Duration invitation() {
        return settings.invitation();
    }

    Duration reset() {
        return settings.reset();
    }
}
