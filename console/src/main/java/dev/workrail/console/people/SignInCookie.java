package dev.workrail.console.people;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.access.KeyToken;
import dev.workrail.console.access.SignInProof;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;

/// The cookie that holds a sign-in's token: no script reads it, no other site's page sends it.
@Singleton
final class SignInCookie {
    private final SignInSettings settings;

    SignInCookie(SignInSettings settings) {
        this.settings = settings;
    }

    NewCookie of(KeyToken token) {
        return cookie(token.text(), settings.lifetime());
    }

    /// Makes the browser forget it.
    NewCookie none() {
        return cookie("", Duration.ZERO);
    }

    private NewCookie cookie(String value, Duration age) {
        boolean secure = !settings.plainHttp();
        return new NewCookie.Builder(SignInProof.cookieName(secure))
                .value(value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) age.toSeconds())
                .build();
    }
}
