package dev.workrail.console.artifacts;

import dev.workrail.console.SignInSettings;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.blob.DerivedKeys;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs links to artifacts and checks them. A link is good for one artifact of one session of one
/// org, until it expires, for whoever has it; any console of the deployment takes it. Thread-safe.
@Singleton
public final class ArtifactLinks {
    private static final String PURPOSE = "workrail artifact links v1";
    private static final String ALGORITHM = "HmacSHA256";

    private final DerivedKeys keys;
    private final Clock clock;
    private final ArtifactSettings settings;
    private final SignInSettings people;

    public ArtifactLinks(
            DerivedKeys keys, Clock clock, ArtifactSettings settings, SignInSettings people) {
        this.keys = keys;
        this.clock = clock;
        this.settings = settings;
        this.people = people;
    }

    /// @param url whole where the deployment knows where browsers reach it, else a path
    record Link(String url, Instant expiresAt) {}

    /// What a link leads to, as its path has it.
    record Target(String org, String session, String artifact) {
        String signed(long expires) {
            // None of the parts can hold a line break: the path could not be routed.
            return String.join("\n", org, session, artifact, Long.toString(expires));
        }
    }

    Link to(OrgId org, SessionId session, String artifact) {
        Instant expires =
                clock.instant().plus(settings.linkValidity()).truncatedTo(ChronoUnit.SECONDS);
        Target target = new Target(org.value(), session.value(), artifact);
        String path =
                "/api/v1/orgs/%s/sessions/%s/artifacts/%s/content?expires=%d&signature=%s"
                        .formatted(
                                org,
                                session,
                                artifact,
                                expires.getEpochSecond(),
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(
                                                signature(target, expires.getEpochSecond())));
        String url = people.publicUrl().map(base -> base.resolve(path).toString()).orElse(path);
        return new Link(url, expires);
    }

    /// @throws ProblemException 403 `link_invalid` where we never gave out this link, 403
    ///   `link_expired` where its time is over
    void check(Target target, long expires, String signature) {
        if (!MessageDigest.isEqual(signature(target, expires), decoded(signature))) {
            throw ProblemException.of(
                    ProblemCode.LINK_INVALID,
                    "the link is not one of this deployment, or was altered");
        }
        if (!clock.instant().isBefore(Instant.ofEpochSecond(expires))) {
            throw ProblemException.of(
                    ProblemCode.LINK_EXPIRED,
                    "the link expired at %s; list the session's artifacts for a fresh one"
                            .formatted(Instant.ofEpochSecond(expires)));
        }
    }

    private byte[] signature(Target target, long expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(keys.of(PURPOSE), ALGORITHM));
            return mac.doFinal(target.signed(expires).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java platform provides HMAC with SHA-256", e);
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getUrlDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
