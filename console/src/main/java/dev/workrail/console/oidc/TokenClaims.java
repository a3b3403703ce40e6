package dev.workrail.console.oidc;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Set;

/// What a token must say: our issuer, our audience, a subject, and that it is good now.
final class TokenClaims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final Clock clock;

    TokenClaims(URI issuer, String audience, Duration skew, Clock clock) {
        super(
                audience,
                new JWTClaimsSet.Builder().issuer(issuer.toString()).build(),
                Set.of("sub", "exp", "iat"));
        setMaxClockSkew((int) skew.toSeconds());
        this.clock = clock;
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
