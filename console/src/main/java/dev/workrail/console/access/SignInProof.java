package dev.workrail.console.access;

import dev.workrail.console.SignInSettings;
import dev.workrail.console.http.Headers;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The token that a browser sends by itself, in a cookie. As a page of another site could make it
/// do so, whatever changes something must also carry a token that only a page of ours can know.
@Singleton
public final class SignInProof {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final String CSRF = "csrf:";

    // Filters are made while the application is built, when no setting is known yet.
    private final Provider<SignInSettings> settings;

    public SignInProof(Provider<SignInSettings> settings) {
        this.settings = settings;
    }

    /// Browsers take a `__Host-` cookie from nobody but this very host, over TLS.
    public static String cookieName(boolean secure) {
        return secure ? "__Host-workrail" : "workrail";
    }

    /// Follows from the sign-in's token, so that nothing is stored, and does not tell it.
    public static String csrfToken(KeyToken token) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new KeyToken(CSRF + token.text()).hash());
    }

    /// The cookie's token; empty where there is none.
    ///
    /// @throws ProblemException 403 `csrf`
    Optional<String> of(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(cookieName(!settings.get().plainHttp()));
        if (cookie == null || cookie.getValue().isEmpty()) {
            return Optional.empty();
        }
        String token = cookie.getValue();
        if (!SAFE.contains(request.getMethod())
                && !matches(request.getHeaderString(Headers.CSRF), new KeyToken(token))) {
            throw ProblemException.of(
                    ProblemCode.CSRF,
                    "send the csrfToken of the sign-in in the header " + Headers.CSRF);
        }
        return Optional.of(token);
    }

    private static boolean matches(@Nullable String given, KeyToken token) {
        return given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8),
                        csrfToken(token).getBytes(StandardCharsets.UTF_8));
    }
}
