package dev.workrail.console.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.console.SignInSettings;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.platform.blob.DerivedKeys;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.testkit.MutableClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A link is good for what it was made for, for as long as it says, and for nothing else.
class ArtifactLinksTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final SessionId SESSION = new SessionId("sess_1");
    private static final String ARTIFACT = "art_1";
    private static final ArtifactLinks.Target TARGET =
            new ArtifactLinks.Target("acme", "sess_1", ARTIFACT);

    @TempDir Path folder;
    private final MutableClock clock = MutableClock.at("2026-03-01T10:00:00Z");
    private ArtifactLinks links;

    @BeforeEach
    void open() throws Exception {
        links = links(folder.resolve("key.json"), null);
    }

    @Test
    void shouldTakeItsOwnLinkUntilItExpires() {
        // given
        ArtifactLinks.Link link = links.to(ACME, SESSION, ARTIFACT);
        long expires = expires(link);

        // when
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));

        // then
        assertThat(link.url())
                .startsWith("/api/v1/orgs/acme/sessions/sess_1/artifacts/art_1/content?");
        assertThat(link.expiresAt()).isEqualTo(Instant.ofEpochSecond(expires));
        assertThatCode(() -> links.check(TARGET, expires, signature(link)))
                .doesNotThrowAnyException();
        clock.advance(Duration.ofSeconds(1));
        refused("link_expired", TARGET, expires, signature(link));
    }

    @Test
    void shouldRefuseALinkForAnythingElse() {
        ArtifactLinks.Link link = links.to(ACME, SESSION, ARTIFACT);
        long expires = expires(link);
        String signature = signature(link);

        refused(
                "link_invalid",
                new ArtifactLinks.Target("globex", "sess_1", ARTIFACT),
                expires,
                signature);
        refused(
                "link_invalid",
                new ArtifactLinks.Target("acme", "sess_2", ARTIFACT),
                expires,
                signature);
        refused(
                "link_invalid",
                new ArtifactLinks.Target("acme", "sess_1", "art_2"),
                expires,
                signature);
        refused("link_invalid", TARGET, expires + 3600, signature);
        refused("link_invalid", TARGET, expires, "");
        refused("link_invalid", TARGET, expires, "%%%");
        refused("link_invalid", TARGET, expires, signature.substring(0, 20));
        refused("link_invalid", TARGET, expires, flipped(signature));
    }

    @Test
    void shouldTakeTheLinkOfAnotherConsoleOfTheDeploymentAlone() throws Exception {
        // given
        ArtifactLinks.Link link = links.to(ACME, SESSION, ARTIFACT);

        // when
        ArtifactLinks twin = links(folder.resolve("key.json"), null);
        ArtifactLinks stranger = links(folder.resolve("other.json"), null);

        // then
        assertThatCode(() -> twin.check(TARGET, expires(link), signature(link)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> stranger.check(TARGET, expires(link), signature(link)))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void shouldGiveAWholeAddressWhereTheDeploymentKnowsItsOwn() throws Exception {
        ArtifactLinks known = links(folder.resolve("key.json"), URI.create("https://wr.example/"));

        assertThat(known.to(ACME, SESSION, ARTIFACT).url())
                .startsWith("https://wr.example/api/v1/orgs/acme/");
    }

    private void refused(String code, ArtifactLinks.Target target, long expires, String signature) {
        assertThatThrownBy(() -> links.check(target, expires, signature))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> {
                            assertThat(refusal.problem().status()).isEqualTo(403);
                            assertThat(refusal.problem().code()).isEqualTo(code);
                        });
    }

    private ArtifactLinks links(Path key, URI address) throws Exception {
        return new ArtifactLinks(
                DerivedKeys.open(key),
                clock,
                new Settings(),
                new Address(Optional.ofNullable(address)));
    }

    private static String flipped(String signature) {
        byte[] bytes = Base64.getUrlDecoder().decode(signature);
        bytes[31] ^= 1;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static long expires(ArtifactLinks.Link link) {
        return Long.parseLong(query(link).get("expires"));
    }

    private static String signature(ArtifactLinks.Link link) {
        return query(link).get("signature");
    }

    private static Map<String, String> query(ArtifactLinks.Link link) {
        return Arrays.stream(URI.create(link.url()).getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private record Settings() implements ArtifactSettings {
        @Override
        public Duration linkValidity() {
            return Duration.ofMinutes(5);
        }

        @Override
        public long downloadBytes() {
            return 1024;
        }
    }

    private record Address(Optional<URI> publicUrl) implements SignInSettings {
        @Override
        public Duration idle() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration lifetime() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration invitation() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration reset() {
            return Duration.ofHours(1);
        }

        @Override
        public boolean plainHttp() {
            return false;
        }
    }
}
