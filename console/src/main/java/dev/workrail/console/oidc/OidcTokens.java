package dev.workrail.console.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.workrail.console.access.Identity;
import dev.workrail.console.access.IdentitySource;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows a person by an access token of the issuer: signed by its key, for our audience, not
/// expired. What they may do is in the token's claims. Thread-safe; blocks while keys are fetched.
@Singleton
public final class OidcTokens implements IdentitySource {
    private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_NAME = 200;

    /// Signatures that only the issuer can make; a shared secret would let its holders make tokens.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512);

    private final OidcSettings settings;
    private final RoleClaims roles;
    private final Clock clock;
    private volatile @Nullable DefaultJWTProcessor<SecurityContext> processor;

    public OidcTokens(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.roles = RoleClaims.of(settings.rolesClaim(), settings.rolePattern());
        this.clock = clock;
    }

    @Override
    public Optional<Identity> identify(String token, @Nullable OrgId org) {
        Optional<URI> issuer = settings.issuer();
        if (issuer.isEmpty() || !token.startsWith("ey")) {
            return Optional.empty();
        }
        try {
            return Optional.of(identity(processor(issuer.get()).process(token, null)));
        } catch (RateLimitReachedException e) {
            // Its key is unknown, and the issuer was asked for new ones just now.
            return Optional.empty();
        } catch (KeySourceException | IOException e) {
            LOG.atWarn().addKeyValue("error", e.toString()).log("the OIDC issuer does not answer");
            throw ProblemException.unavailable("the issuer of the token does not answer", RETRY);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return Optional.empty();
        }
    }

    private Identity identity(JWTClaimsSet claims) {
        String subject = "oidc:" + claims.getSubject();
        return new Identity(
                subject,
                name(claims),
                roles.read(claims.getClaims()),
                Set.of(),
                Identity.Credential.of(subject));
    }

    private String name(JWTClaimsSet claims) {
        Object name = claims.getClaim(settings.nameClaim());
        Object fallback = claims.getClaim("preferred_username");
        String text =
                name instanceof String known
                        ? known
                        : fallback instanceof String other ? other : claims.getSubject();
        return text.substring(0, Math.min(text.length(), MAX_NAME)).replace("\0", "");
    }

    /// Made at the first token, so that a start does not wait for the issuer.
    private DefaultJWTProcessor<SecurityContext> processor(URI issuer) throws IOException {
        DefaultJWTProcessor<SecurityContext> ready = processor;
        if (ready == null) {
            Issuer.expectPrivate(issuer);
            ready = new DefaultJWTProcessor<>();
            ready.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(ALGORITHMS, Issuer.keys(issuer)));
            ready.setJWSTypeVerifier(
                    new DefaultJOSEObjectTypeVerifier<>(
                            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
            ready.setJWTClaimsSetVerifier(
                    new TokenClaims(issuer, settings.audience(), settings.clockSkew(), clock));
            processor = ready;
        }
        return ready;
    }
}
