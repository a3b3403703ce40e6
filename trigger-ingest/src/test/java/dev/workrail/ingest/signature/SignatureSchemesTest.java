package dev.workrail.ingest.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Values that the providers print in their own documentation, and what each scheme refuses.
class SignatureSchemesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String HELLO = "It's a Secret to Everybody";

    private static final Instant SLACK_TIME = Instant.ofEpochSecond(1531420618);
    private static final String SLACK_SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String SLACK_BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                    + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                    + "&user_name=roadrunner&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
                    + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                    + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    private static final Map<String, String> SLACK_HEADERS =
            Map.of(
                    "X-Slack-Request-Timestamp",
                    "1531420618",
                    "X-Slack-Signature",
                    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

    private static final Instant STANDARD_TIME = Instant.ofEpochSecond(1614265330);
    private static final String STANDARD_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String STANDARD_BODY = "{\"test\": 2432232314}";
    private static final String STANDARD_SIGNATURE =
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void shouldAcceptTheSignatureInGithubsDocumentation() {
        var headers =
                Map.of(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        assertThat(verdict("github", headers, "Hello, World!", NOW, HELLO))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptTheSignatureInAtlassiansDocumentation() {
        var headers =
                Map.of(
                        "x-hub-signature",
                        "sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9");

        assertThat(verdict("jira", headers, "Hello World!", NOW, HELLO)).isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptTheRequestInSlacksDocumentation() {
        assertThat(verdict("slack", SLACK_HEADERS, SLACK_BODY, SLACK_TIME, SLACK_SECRET))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptTheRequestInTheStandardWebhooksSpecification() {
        assertThat(
                        verdict(
                                "standard-webhooks",
                                standard(STANDARD_SIGNATURE),
                                STANDARD_BODY,
                                STANDARD_TIME,
                                STANDARD_SECRET))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldFindTheRightOneAmongSeveralStandardSignatures() {
        String several = "v1,bm9uc2Vuc2U= v2,AAAA v1a,AAAA " + STANDARD_SIGNATURE;

        assertThat(
                        verdict(
                                "standard-webhooks",
                                standard(several),
                                STANDARD_BODY,
                                STANDARD_TIME,
                                "whpk_AAAA",
                                STANDARD_SECRET))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptGitlabsSignedFormUnderASigningToken() {
        assertThat(
                        verdict(
                                "gitlab",
                                standard(STANDARD_SIGNATURE),
                                STANDARD_BODY,
                                STANDARD_TIME,
                                STANDARD_SECRET))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptGitlabsSecretToken() {
        var headers = Map.of("X-Gitlab-Token", "the token");

        assertThat(verdict("gitlab", headers, "{}", NOW, "the token")).isEqualTo(Verdict.VALID);
        assertThat(verdict("gitlab", headers, "{}", NOW, "another"))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldNotFallBackToTheTokenInClearWhereATriggerHoldsOnlyASigningToken() {
        var headers = Map.of("X-Gitlab-Token", STANDARD_SECRET);

        assertThat(verdict("gitlab", headers, "{}", NOW, STANDARD_SECRET))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldFindOnePagerDutySignatureAmongSeveral() {
        String body = "{\"event\":{}}";
        String hex = hex("new secret", body);
        var headers = Map.of("X-PagerDuty-Signature", "v2=00,v1=" + "0".repeat(64) + ", v1=" + hex);

        assertThat(verdict("pagerduty", headers, body, NOW, "new secret")).isEqualTo(Verdict.VALID);
        assertThat(verdict("pagerduty", headers, body, NOW, "old secret"))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldAcceptWorkRailsSignatureWithAndWithoutPrefix() {
        String hex = hex("secret", "{}");

        assertThat(verdict("generic", Map.of("X-WorkRail-Signature", hex), "{}", NOW, "secret"))
                .isEqualTo(Verdict.VALID);
        assertThat(
                        verdict(
                                "generic",
                                Map.of("X-WorkRail-Signature", "sha256=" + hex),
                                "{}",
                                NOW,
                                "secret"))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void shouldAcceptBothSecretsDuringARotation() {
        for (String signer : List.of("old", "new")) {
            var headers = Map.of("X-Hub-Signature-256", "sha256=" + hex(signer, "{}"));

            assertThat(verdict("github", headers, "{}", NOW, "old", "new"))
                    .isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void shouldRefuseASlackRequestOutsideFiveMinutes() {
        Instant edge = SLACK_TIME.plusSeconds(300);

        assertThat(verdict("slack", SLACK_HEADERS, SLACK_BODY, edge, SLACK_SECRET))
                .isEqualTo(Verdict.VALID);
        assertThat(verdict("slack", SLACK_HEADERS, SLACK_BODY, edge.plusSeconds(1), SLACK_SECRET))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldRefuseAStandardWebhookFromTheFuture() {
        Instant early = STANDARD_TIME.minusSeconds(301);

        assertThat(
                        verdict(
                                "standard-webhooks",
                                standard(STANDARD_SIGNATURE),
                                STANDARD_BODY,
                                early,
                                STANDARD_SECRET))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void shouldRefuseATimestampThatIsNone() {
        var headers = Map.of("X-Slack-Request-Timestamp", "soon", "X-Slack-Signature", "v0=00");

        assertThat(verdict("slack", headers, SLACK_BODY, SLACK_TIME, SLACK_SECRET))
                .isEqualTo(
                        new Verdict.Refused(
                                "header X-Slack-Request-Timestamp must be Unix time in seconds"));
    }

    @Test
    void shouldRefuseGithubsOldSha1Signature() {
        var headers = Map.of("X-Hub-Signature", "sha1=" + "0".repeat(40));

        assertThat(verdict("github", headers, "{}", NOW, "secret"))
                .isEqualTo(new Verdict.Refused("header X-Hub-Signature-256 is missing"));
    }

    @Test
    void shouldRefuseEveryRequestOfATriggerWithoutSecrets() {
        for (String provider :
                List.of(
                        "github",
                        "gitlab",
                        "jira",
                        "pagerduty",
                        "slack",
                        "standard-webhooks",
                        "generic")) {
            assertThat(verdict(provider, SLACK_HEADERS, SLACK_BODY, SLACK_TIME))
                    .isInstanceOf(Verdict.Refused.class);
        }
    }

    private static Verdict verdict(
            String provider,
            Map<String, String> headers,
            String body,
            Instant at,
            String... secrets) {
        var request =
                new WebhookRequest(
                        RequestHeaders.of(headers), body.getBytes(StandardCharsets.UTF_8), at);
        return SignatureSchemes.of(provider).orElseThrow().verify(request, List.of(secrets));
    }

    private static Map<String, String> standard(String signature) {
        return Map.of(
                "webhook-id",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp",
                "1614265330",
                "webhook-signature",
                signature);
    }

    private static String hex(String secret, String body) {
        return java.util.HexFormat.of()
                .formatHex(
                        HmacSha256.of(
                                HmacSha256.key(secret), body.getBytes(StandardCharsets.UTF_8)));
    }
}
