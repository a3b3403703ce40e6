package dev.workrail.ingest.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Whatever is signed verifies, and no byte of it can be changed.
class TamperingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_772_000_000);
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final KeyPair KEYS = keys();
    private static final String PUBLIC_KEY = "whpk_" + rawPublicKey();

    @Property(tries = 300)
    void shouldRefuseABodyWithAnyByteChanged(
            @ForAll("schemes") String scheme,
            @ForAll @Size(min = 1, max = 2000) byte[] body,
            @ForAll @IntRange(min = 0, max = 1999) int place,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        Map<String, String> headers = signed(scheme, body);
        byte[] tampered = body.clone();
        tampered[place % body.length] ^= (byte) change;

        assertThat(verdict(scheme, headers, body)).isEqualTo(Verdict.VALID);
        assertThat(verdict(scheme, headers, tampered)).isInstanceOf(Verdict.Refused.class);
    }

    @Property(tries = 300)
    void shouldRefuseABodyCutShortOrMadeLonger(
            @ForAll("schemes") String scheme, @ForAll @Size(min = 1, max = 200) byte[] body) {
        Map<String, String> headers = signed(scheme, body);

        assertThat(verdict(scheme, headers, Arrays.copyOf(body, body.length - 1)))
                .isInstanceOf(Verdict.Refused.class);
        assertThat(verdict(scheme, headers, Arrays.copyOf(body, body.length + 1)))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Property(tries = 300)
    void shouldRefuseASignedHeaderWithAnyCharacterChanged(
            @ForAll("timed") String scheme,
            @ForAll @IntRange(min = 0, max = 200) int place,
            @ForAll @IntRange(min = 0, max = 2) int which) {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = signed(scheme, body);
        String name = headers.keySet().stream().sorted().toList().get(which % headers.size());
        String value = headers.get(name);
        int at = place % value.length();
        String changed =
                value.substring(0, at)
                        + (value.charAt(at) == '0' ? '1' : '0')
                        + value.substring(at + 1);
        // The last base64 digit before the padding carries bits that decode to nothing.
        boolean unused = name.endsWith("signature") && at >= value.length() - 3;

        if (!unused) {
            var forged = new java.util.HashMap<>(headers);
            forged.put(name, changed);
            assertThat(verdict(scheme, forged, body)).isInstanceOf(Verdict.Refused.class);
        }
    }

    @Property(tries = 500)
    void shouldRefuseWhateverIsMadeUp(
            @ForAll("schemes") String scheme, @ForAll String signature, @ForAll byte[] body) {
        Map<String, String> headers = new java.util.HashMap<>(signed(scheme, body));
        headers.replaceAll((name, value) ->
                name.toLowerCase(java.util.Locale.ROOT).contains("signature") ? signature : value);

        assertThat(verdict(scheme, headers, body)).isInstanceOf(Verdict.Refused.class);
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of(
                "github",
                "gitlab",
                "jira",
                "pagerduty",
                "slack",
                "standard-webhooks",
                "generic",
                "ed25519");
    }

    @Provide
    Arbitrary<String> timed() {
        return Arbitraries.of("standard-webhooks", "ed25519", "slack", "gitlab");
    }

    private static Verdict verdict(String scheme, Map<String, String> headers, byte[] body) {
        String provider = scheme.equals("ed25519") ? "standard-webhooks" : scheme;
        String secret = scheme.equals("ed25519") ? PUBLIC_KEY : SECRET;
        return SignatureSchemes.of(provider)
                .orElseThrow()
                .verify(new WebhookRequest(RequestHeaders.of(headers), body, NOW), List.of(secret));
    }

    private static Map<String, String> signed(String scheme, byte[] body) {
        String time = Long.toString(NOW.getEpochSecond());
        String hex = hex(HmacSha256.of(HmacSha256.key(SECRET), body));
        return switch (scheme) {
            case "github" -> Map.of("X-Hub-Signature-256", "sha256=" + hex);
            case "jira" -> Map.of("X-Hub-Signature", "sha256=" + hex);
            case "generic" -> Map.of("X-WorkRail-Signature", hex);
            case "pagerduty" -> Map.of("X-PagerDuty-Signature", "v1=" + hex);
            case "slack" -> {
                byte[] front = ("v0:" + time + ":").getBytes(StandardCharsets.UTF_8);
                String code = hex(HmacSha256.of(HmacSha256.key(SECRET), front, body));
                yield Map.of("X-Slack-Request-Timestamp", time, "X-Slack-Signature", "v0=" + code);
            }
            case "ed25519" -> standard(time, "v1a," + ed25519(front(time), body));
            default ->
                    standard(time, "v1," + base64(HmacSha256.of(new byte[32], front(time), body)));
        };
    }

    private static byte[] front(String time) {
        return ("msg_1." + time + ".").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> standard(String time, String signature) {
        return Map.of(
                "webhook-id", "msg_1", "webhook-timestamp", time, "webhook-signature", signature);
    }

    private static String ed25519(byte[] front, byte[] body) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(KEYS.getPrivate());
            signer.update(front);
            signer.update(body);
            return base64(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String rawPublicKey() {
        byte[] encoded = KEYS.getPublic().getEncoded();
        return base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
