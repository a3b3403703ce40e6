package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who makes a request: by the bearer token in its header, else by the cookie of a
/// sign-in. Thread-safe; blocks.
@Singleton
final class Authentication {
    private static final String BEARER = "Bearer ";
    private static final int MAX_TOKEN = 8_192;

    // Asked late: filters are made while the application is built, when no setting is known yet.
    private final Instance<IdentitySource> sources;
    private final SignInProof cookies;

    Authentication(@Any Instance<IdentitySource> sources, SignInProof cookies) {
        this.sources = sources;
        this.cookies = cookies;
    }

    /// What the request proves its sender by.
    ///
    /// @throws ProblemException 401 where it has nothing, or 403 `csrf`
    String tokenOf(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return (header == null ? cookies.of(request) : bearer(header))
                .orElseThrow(() ->
                        ProblemException.unauthorized(
                                "sign in, or send an API key in the header"
                                        + " 'Authorization: Bearer wra_…'"));
    }

    /// @param org the one that the route is about
    /// @throws ProblemException 401
    Identity owner(String token, @Nullable OrgId org) {
        if (token.length() <= MAX_TOKEN) {
            for (IdentitySource source : sources) {
                Optional<Identity> identity = source.identify(token, org);
                if (identity.isPresent()) {
                    return identity.get();
                }
            }
        }
        throw ProblemException.unauthorized("the token is unknown, expired or revoked");
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }
}
