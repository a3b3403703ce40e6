package dev.workrail.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DispatchCondition;
import dev.workrail.contracts.config.RateLimit;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.trigger.RefusedWebhook;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.ingest.admission.QueueDepths;
import dev.workrail.ingest.admission.RateLimits;
import dev.workrail.ingest.refusal.Refusals;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.request.PayloadReader;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import dev.workrail.testkit.Triggers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WebhookIntakeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String SECRET = "a secret";
    private static final String BODY =
            "{\"action\":\"opened\",\"issue\":{\"number\":7,\"title\":\"Red build\","
                    + "\"updated_at\":\"2026-03-01T09:59:59Z\"},"
                    + "\"repository\":{\"full_name\":\"acme/api\"}}";

    private final Directory directory = new Directory();
    private final List<TriggerEvent.Accepted> log = new ArrayList<>();
    private final QueueDepths queues = new QueueDepths();
    private final Refusals refusals = new Refusals(Clock.fixed(NOW, ZoneOffset.UTC), new Random(2));
    private final WebhookIntake intake =
            new WebhookIntake(
                    directory,
                    new SignatureCheck(directory, false),
                    new PayloadReader(16, 1 << 20),
                    new Admission(new RateLimits(Clock.fixed(NOW, ZoneOffset.UTC)), queues),
                    new EventMaker(new Random(1)),
                    (event, traceparent) -> log.add(event),
                    refusals);

    @Test
    void shouldAppendASignedWebhookWithGoalContextAndSource() {
        directory.has(github(List.of(), List.of()));

        Answer answer = intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));

        TriggerEvent.Accepted event = log.getFirst();
        assertThat(answer).isEqualTo(new Answer.Accepted(event.id(), event.session()));
        assertThat(event.goal()).isEqualTo("Fix Red build");
        assertThat(event.context().toString()).isEqualTo("{\"number\":7}");
        assertThat(event.eventType()).isEqualTo("issues");
        assertThat(event.action()).isEqualTo("opened");
        assertThat(event.source())
                .isEqualTo(
                        new SourceIdentity(
                                "github", "issue", "acme/api#7", "2026-03-01T09:59:59Z"));
        assertThat(event.receivedAt()).isEqualTo(NOW);
    }

    @Test
    void shouldGiveARepeatedDeliveryTheSameIds() {
        directory.has(github(List.of(), List.of()));

        Answer first = intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));
        Answer repeat = intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));
        Answer other = intake.take("acme", "fix", signed(SECRET, BODY, "d-2"));

        assertThat(repeat).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldLookAgainForATriggerThatWasMadeAMomentAgo() {
        directory.onRefresh(() -> directory.has(github(List.of(), List.of())));

        Answer answer = intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));

        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        assertThat(directory.refreshes).isEqualTo(1);
    }

    @Test
    void shouldLookAgainForASecretThatWasChangedAMomentAgo() {
        directory.has(github(List.of(), List.of()), "an old secret");
        directory.onRefresh(() -> directory.has(github(List.of(), List.of()), SECRET));

        assertThat(intake.take("acme", "fix", signed(SECRET, BODY, "d-1")))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void shouldAnswer404OnlyOnceTheConfigurationIsCurrent() {
        assertThat(refusal(signed(SECRET, BODY, "d-1")).problem().status()).isEqualTo(404);

        directory.current = false;
        assertThat(refusal(signed(SECRET, BODY, "d-1")).problem().status()).isEqualTo(503);
    }

    @Test
    void shouldAnswer401ToABadSignatureAndKeepNothing() {
        directory.has(github(List.of(), List.of()));

        ProblemException refusal = refusal(signed("another secret", BODY, "d-1"));

        assertThat(refusal.problem().status()).isEqualTo(401);
        assertThat(refusal.problem().detail()).contains("X-Hub-Signature-256");
        assertThat(log).isEmpty();
    }

    @Test
    void shouldAnswer404ToAnAddressThatCannotBe() {
        assertThat(
                        catchThrowableOfType(
                                        ProblemException.class,
                                        () ->
                                                intake.take(
                                                        "../etc", "fix", signed(SECRET, BODY, "d")))
                                .problem()
                                .status())
                .isEqualTo(404);
    }

    @Test
    void shouldAnswer404ForATriggerThatTakesNoWebhooks() {
        directory.has(
                Triggers.of("schedule", "x", null, List.of(), List.of(), Map.of(), List.of()));

        assertThat(refusal(signed(SECRET, BODY, "d-1")).problem().status()).isEqualTo(404);
    }

    @Test
    void shouldSkipWhatDoesNotMatchAndSayWhy() {
        directory.has(
                github(List.of("issues"), List.of(new DispatchCondition("$.action", "labeled"))));

        Answer answer = intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));

        assertThat(answer)
                .isEqualTo(new Answer.Skipped("dispatchCondition on $.action does not hold"));
        assertThat(log).isEmpty();
        assertThat(refusals.drain())
                .singleElement()
                .isInstanceOfSatisfying(
                        RefusedWebhook.Skipped.class,
                        skipped -> {
                            assertThat(skipped.code()).isEqualTo("condition");
                            assertThat(skipped.pointer()).isEqualTo("/dispatchConditions/0");
                            assertThat(skipped.expected()).contains("'labeled' at $.action");
                            assertThat(skipped.found()).isEqualTo("\"opened\"");
                            assertThat(skipped.reason())
                                    .isEqualTo("dispatchCondition on $.action does not hold");
                            assertThat(skipped.deliveryId()).isEqualTo("d-1");
                            assertThat(skipped.toString()).doesNotContain("Red build");
                        });
    }

    @Test
    void shouldNoteWhyAKnownTriggersWebhookWasRejectedAndNothingOfUnknownOnes() {
        refusal(signed(SECRET, BODY, "d-0"));
        assertThat(refusals.drain()).as("nobody has the trigger yet").isEmpty();
        directory.has(github(List.of(), List.of()));
        directory.rate = new RateLimit(0.5, 2);

        refusal(signed("another secret", BODY, "d-1"));
        refusal(signed(SECRET, "{", "d-2"));
        intake.take("acme", "fix", signed(SECRET, BODY, "d-3"));
        refusal(signed(SECRET, BODY, "d-4"));

        assertThat(refusals.drain())
                .extracting(refused -> ((RefusedWebhook.Rejected) refused).code())
                .containsExactlyInAnyOrder("unauthorized", "malformed", "rate_limited");
    }

    @Test
    void shouldNameLineAndColumnOfMalformedJson() {
        directory.has(github(List.of(), List.of()));

        ProblemException refusal = refusal(signed(SECRET, "{\n  \"a\": tru\n}", "d-1"));

        assertThat(refusal.problem().status()).isEqualTo(400);
        assertThat(refusal.problem().detail()).contains("line 2, column");
        assertThat(refusal.problem().errors()).hasSize(1);
    }

    @Test
    void shouldRefuseJsonThatIsNestedTooDeep() {
        directory.has(github(List.of(), List.of()));

        ProblemException refusal = refusal(signed(SECRET, "[".repeat(17) + "]".repeat(17), "d-1"));

        assertThat(refusal.problem().status()).isEqualTo(400);
        assertThat(refusal.problem().detail()).contains("16 levels");
    }

    @Test
    void shouldTakeGithubsFormEncodedPayload() {
        directory.has(github(List.of(), List.of()));
        String form = "payload=" + java.net.URLEncoder.encode(BODY, StandardCharsets.UTF_8);
        WebhookRequest request =
                signed(SECRET, form, "d-1", "application/x-www-form-urlencoded; charset=utf-8");

        intake.take("acme", "fix", request);

        assertThat(log.getFirst().goal()).isEqualTo("Fix Red build");
    }

    @Test
    void shouldAnswer429WithTheTimeUntilThereIsAToken() {
        directory.has(github(List.of(), List.of()));
        directory.rate = new RateLimit(0.5, 2);
        intake.take("acme", "fix", signed(SECRET, BODY, "d-1"));
        intake.take("acme", "fix", signed(SECRET, BODY, "d-2"));

        ProblemException refusal = refusal(signed(SECRET, BODY, "d-3"));

        assertThat(refusal.problem().status()).isEqualTo(429);
        assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(2));
    }

    @Test
    void shouldNotLetAStrangerUseUpTheTokens() {
        directory.has(github(List.of(), List.of()));
        directory.rate = new RateLimit(0.5, 1);
        refusal(signed("another secret", BODY, "d-1"));

        assertThat(intake.take("acme", "fix", signed(SECRET, BODY, "d-2")))
                .isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void shouldFindTheOneOrgThatHasTheTrigger() {
        directory.has(github(List.of(), List.of()));

        assertThat(intake.take("fix", signed(SECRET, BODY, "d-1")))
                .isInstanceOf(Answer.Accepted.class);
    }

    private ProblemException refusal(WebhookRequest request) {
        return catchThrowableOfType(
                ProblemException.class, () -> intake.take("acme", "fix", request));
    }

    private static ConfigValue.Trigger github(
            List<String> events, List<DispatchCondition> conditions) {
        return Triggers.of(
                "github",
                null,
                "Fix {{issue.title}}",
                events,
                conditions,
                Map.of("number", "$.issue.number"),
                List.of("hook"));
    }

    static WebhookRequest signed(String secret, String body, String delivery) {
        return signed(secret, body, delivery, "application/json");
    }

    static WebhookRequest signed(String secret, String body, String delivery, String type) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new WebhookRequest(
                RequestHeaders.of(
                        Map.of(
                                "Content-Type",
                                type,
                                "X-GitHub-Event",
                                "issues",
                                "X-GitHub-Delivery",
                                delivery,
                                "X-Hub-Signature-256",
                                "sha256=" + hmac(secret, bytes))),
                bytes,
                NOW);
    }

    private static String hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// Triggers in memory; a refresh runs what the test says happened meanwhile.
    private static final class Directory implements TriggerDirectory {
        private final Map<TriggerId, KnownTrigger> known = new HashMap<>();
        private RateLimit rate = new RateLimit(100, 100);
        private boolean current = true;
        private int refreshes;
        private Runnable meanwhile = () -> {};

        void has(ConfigValue.Trigger trigger, String... secrets) {
            List<String> valid = secrets.length == 0 ? List.of(SECRET) : List.of(secrets);
            known.put(
                    trigger.trigger(),
                    new KnownTrigger(trigger, 3, valid, new RateLimit(100, 100), rate));
        }

        void onRefresh(Runnable change) {
            meanwhile = change;
        }

        @Override
        public Optional<KnownTrigger> find(OrgId org, TriggerId trigger) {
            return Optional.ofNullable(known.get(trigger))
                    .filter(found -> found.trigger().org().equals(org))
                    .map(found ->
                            new KnownTrigger(
                                    found.trigger(),
                                    found.version(),
                                    found.secrets(),
                                    found.orgRate(),
                                    rate));
        }

        @Override
        public List<OrgId> orgsWith(TriggerId trigger) {
            return known.containsKey(trigger) ? List.of(new OrgId("acme")) : List.of();
        }

        @Override
        public boolean refresh() {
            refreshes++;
            meanwhile.run();
            return current;
        }
    }
}
