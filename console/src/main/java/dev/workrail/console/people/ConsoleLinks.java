package dev.workrail.console.people;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.access.KeyToken;
import jakarta.inject.Singleton;

/// Links for people. The token is in the fragment, which browsers keep to themselves: it is in no
/// server's log and no other site's.
@Singleton
final class ConsoleLinks {
    private final SignInSettings settings;

    ConsoleLinks(SignInSettings settings) {
        this.settings = settings;
    }

    /// @param page such as `invitation`
    String to(String page, KeyToken token) {
        String path = "/" + page + "#" + token.text();
        return settings.publicUrl().map(base -> base.resolve(path).toString()).orElse(path);
    }
}
