package dev.workrail.delivery.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.standardwebhooks.Webhook;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.AttemptResult.Outcome;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.delivery.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackChannelTest {
    private static final String SECRET =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "twenty-four bytes or more".getBytes(StandardCharsets.UTF_8));

    private static final String NEXT_SECRET =
            "whsec_"
                    + Base64.getEncoder()
                            .encodeToString(
                                    "the next, twenty-four bytes".getBytes(StandardCharsets.UTF_8));

    private Receiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void shouldSignSoThatStandardWebhooksVerifies() {
        AttemptResult result = post(receiver.url("/hook?x=1"));

        assertThat(result).isEqualTo(AttemptResult.delivered(null));
        Receiver.Call call = receiver.calls().getFirst();
        assertThatCode(() -> verify(call)).doesNotThrowAnyException();
        assertThat(call.header("webhook-id")).isEqualTo("dlv_1");
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .contains("\"type\":\"session.completed\"")
                .contains("\"result\":{\"summary\":\"fixed\"}");
    }

    @Test
    void shouldSignUnderBothSecretsDuringARotation() {
        signingWith(NEXT_SECRET + "\n" + SECRET).attempt(request(receiver.url("/")));

        Receiver.Call call = receiver.calls().getFirst();
        assertThatCode(() -> verify(call, SECRET)).doesNotThrowAnyException();
        assertThatCode(() -> verify(call, NEXT_SECRET)).doesNotThrowAnyException();
        assertThat(call.header("webhook-signature").split(" ")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_", "", "whsec_!", "whsec_QQ== whsec_%%", "a b c d e"})
    void shouldRefuseASecretThatCannotSign(String secret) {
        AttemptResult result = signingWith(secret).attempt(request(receiver.url("/")));

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(receiver.calls()).isEmpty();
    }

    @Test
    void shouldKeepIdAndBodyButNotTimeAndSignatureOverAttempts() {
        var clock = dev.workrail.testkit.MutableClock.at(Clock.systemUTC().instant());
        CallbackChannel channel =
                channel(new AddressPolicy(true), AddressPolicy.Resolver.SYSTEM, clock);
        channel.attempt(request(receiver.url("/")));
        clock.advance(Duration.ofSeconds(7));
        channel.attempt(request(receiver.url("/")));

        Receiver.Call first = receiver.calls().get(0);
        Receiver.Call second = receiver.calls().get(1);
        assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(Long.parseLong(second.header("webhook-timestamp")))
                .isEqualTo(Long.parseLong(first.header("webhook-timestamp")) + 7);
        assertThat(second.header("webhook-signature"))
                .isNotEqualTo(first.header("webhook-signature"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 299})
    void shouldTakeEvery2xxForSuccess(int status) {
        receiver.answer(status, Map.of());

        assertThat(post(receiver.url("/")).outcome()).isEqualTo(Outcome.DELIVERED);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void shouldNotFollowARedirect(int status) {
        receiver.answer(status, Map.of("Location", receiver.url("/elsewhere")));

        AttemptResult result = post(receiver.url("/"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.cause()).contains("redirects are not followed");
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void shouldTake410ForTheEndOfTheTarget() {
        receiver.answer(410, Map.of());

        assertThat(post(receiver.url("/")).outcome()).isEqualTo(Outcome.GONE);
    }

    @Test
    void shouldPassOnRetryAfterInBothForms() {
        receiver.answer(429, Map.of("Retry-After", "120"));
        assertThat(post(receiver.url("/")).retryAfter()).isEqualTo(Duration.ofSeconds(120));

        receiver.answer(503, Map.of("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"));
        assertThat(post(receiver.url("/")).retryAfter()).isEqualTo(Duration.ZERO);

        Instant later = Clock.systemUTC().instant().plusSeconds(600);
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(later.atOffset(ZoneOffset.UTC));
        receiver.answer(503, Map.of("Retry-After", date));
        assertThat(post(receiver.url("/")).retryAfter())
                .isBetween(Duration.ofSeconds(500), Duration.ofSeconds(600));

        receiver.answer(500, Map.of("Retry-After", "soon"));
        assertThat(post(receiver.url("/")).retryAfter()).isNull();
    }

    @Test
    void shouldRefuseAPrivateAddressUnlessAllowed() {
        CallbackChannel strict =
                channel(new AddressPolicy(false), AddressPolicy.Resolver.SYSTEM, Clock.systemUTC());

        AttemptResult result = strict.attempt(request(receiver.url("/")));

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(receiver.calls()).isEmpty();
    }

    /// The name is resolved once: a second answer, private, never gets a connection.
    @Test
    void shouldConnectToTheVeryAddressThatWasChecked() throws IOException {
        Iterator<InetAddress> answers =
                List.of(InetAddress.getByName("8.8.8.8"), InetAddress.getLoopbackAddress())
                        .iterator();
        List<InetAddress> connected = new ArrayList<>();
        CallbackTransport recording =
                (to, address, headers, body) -> {
                    connected.add(address);
                    return new HttpAnswer(200, Map.of());
                };
        CallbackChannel channel =
                new CallbackChannel(
                        (org, purpose, name) -> Optional.of(SECRET),
                        new AddressPolicy(false),
                        host -> new InetAddress[] {answers.next()},
                        recording,
                        Clock.systemUTC());

        String url = "http://rebind.example:" + receiver.port() + "/";
        assertThat(channel.attempt(request(url)).outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(channel.attempt(request(url)).outcome()).isEqualTo(Outcome.REFUSED);

        assertThat(connected).containsExactly(InetAddress.getByName("8.8.8.8"));
    }

    @Test
    void shouldSendTheHostOfTheUrlToThePinnedAddress() {
        CallbackChannel channel =
                channel(
                        new AddressPolicy(true),
                        host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                        Clock.systemUTC());

        channel.attempt(request("http://ci.example:" + receiver.port() + "/hook"));

        assertThat(receiver.calls().getFirst().header("Host"))
                .isEqualTo("ci.example:" + receiver.port());
    }

    @Test
    void shouldGiveUpOnAReceiverThatTakesItsTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AttemptResult result = post("http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(result.cause()).contains("no answer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://ci.example/",
                "http:///x",
                "https://user:pass@ci.example/",
                "not a url",
                "file:///etc/passwd",
                "//ci.example/"
            })
    void shouldRefuseAnAddressThatIsNoCallback(String url) {
        assertThat(post(url).outcome()).isEqualTo(Outcome.REFUSED);
    }

    private AttemptResult post(String url) {
        return channel(new AddressPolicy(true), AddressPolicy.Resolver.SYSTEM, Clock.systemUTC())
                .attempt(request(url));
    }

    private static CallbackChannel channel(
            AddressPolicy policy, AddressPolicy.Resolver resolver, Clock clock) {
        return new CallbackChannel(
                (org, purpose, name) -> Optional.of(SECRET),
                policy,
                resolver,
                new PinnedPost(Duration.ofSeconds(1), Duration.ofSeconds(1), tls()),
                clock);
    }

    private static CallbackChannel signingWith(String secret) {
        return new CallbackChannel(
                (org, purpose, name) -> Optional.of(secret),
                new AddressPolicy(true),
                AddressPolicy.Resolver.SYSTEM,
                new PinnedPost(Duration.ofSeconds(1), Duration.ofSeconds(1), tls()),
                Clock.systemUTC());
    }

    private static SSLSocketFactory tls() {
        return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    private static DeliveryRequest request(String url) {
        return new DeliveryRequest(
                new DeliveryId("dlv_1"),
                new OrgId("acme"),
                new SessionId("sess_1"),
                new DeliveryTarget.Callback("ci", url, "callback"),
                "completed",
                1,
                JsonNodeFactory.instance.objectNode().put("summary", "fixed"),
                Instant.parse("2026-03-01T10:00:00Z"),
                null);
    }

    private static void verify(Receiver.Call call) throws Exception {
        verify(call, SECRET);
    }

    private static void verify(Receiver.Call call, String secret) throws Exception {
        new Webhook(secret)
                .verify(
                        new String(call.body(), StandardCharsets.UTF_8),
                        HttpHeaders.of(call.headers(), (name, value) -> true));
    }
}
