package dev.workrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class DeliveryRoleIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Backend backend;
    @TempDir private Path directory;
    private DeliveryFixture delivery;
    private Receiver receiver;
    private DeliveryTarget target;

    DeliveryRoleIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        target = new DeliveryTarget.Callback("ci", receiver.url("/hook"), "callback");
        delivery = new DeliveryFixture(backend, directory);
        delivery.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close();
        receiver.close();
    }

    @Test
    void shouldPostASignedCallbackAndNoteItInTheSession() {
        delivery.deliver("sess_1", target);

        await().atMost(LONG).until(() -> !delivery.facts("sess_1").isEmpty());

        Receiver.Call call = receiver.calls().getFirst();
        assertThatCode(() ->
                        new Webhook(DeliveryFixture.SECRET)
                                .verify(
                                        new String(call.body(), StandardCharsets.UTF_8),
                                        HttpHeaders.of(call.headers(), (name, value) -> true)))
                .doesNotThrowAnyException();
        assertThat(delivery.facts("sess_1"))
                .containsExactly(
                        new Fact.Delivered(
                                new DeliveryId(call.header("webhook-id")),
                                "ci",
                                "status-0",
                                1,
                                null));
    }

    @Test
    void shouldMakeNoCallForAZombie() {
        delivery.claim("sess_z", 1, "claim_old");
        delivery.claim("sess_z", 2, "claim_new");
        delivery.deliver("sess_z", 1, "claim_old", 0, target, DeliveryFixture.body());
        delivery.deliver("sess_z", 2, "claim_new", 1, target, DeliveryFixture.body());

        await().atMost(LONG).until(() -> !delivery.facts("sess_z").isEmpty());

        assertThat(receiver.calls()).hasSize(1);
        assertThat(new String(receiver.calls().getFirst().body(), StandardCharsets.UTF_8))
                .contains("status-1");
    }

    @Test
    void shouldTryAgainAsSoonAsTheReceiverAllows() {
        List<Instant> times = new CopyOnWriteArrayList<>();
        receiver.answer(call -> {
            times.add(Clock.systemUTC().instant());
            return times.size() == 1
                    ? new Receiver.Reply(429, Map.of("Retry-After", "3"))
                    : new Receiver.Reply(200, Map.of());
        });

        delivery.deliver("sess_1", target);

        await().atMost(LONG).until(() -> !delivery.facts("sess_1").isEmpty());
        assertThat(receiver.calls())
                .extracting(call -> call.header("webhook-id"))
                .hasSize(2)
                .containsOnly(receiver.calls().getFirst().header("webhook-id"));
        assertThat(Duration.between(times.get(0), times.get(1)))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldWriteADeadLetterAndDeliverItWhenAPersonAsks() {
        // given
        receiver.answer(500, Map.of());
        delivery.deliver("sess_1", target);
        DeadLetter letter =
                backend.topics()
                        .await(Topics.DEAD_LETTERS, DeadLetter.class, l -> true, LONG)
                        .data();
        assertThat(letter.code()).isEqualTo("attempts_exhausted");
        assertThat(letter.cause()).isEqualTo("HTTP 500");
        await().atMost(LONG).until(() -> delivery.facts("sess_1").size() == 1);
        assertThat(receiver.calls()).hasSize(3);

        // when
        receiver.answer(200, Map.of());
        redeliver(letter);

        // then
        await().atMost(LONG).until(() -> delivery.facts("sess_1").size() == 2);
        assertThat(delivery.facts("sess_1").getLast()).isInstanceOf(Fact.Delivered.class);
        assertThat(receiver.calls().getLast().header("webhook-id")).isEqualTo(letter.id());
    }

    @Test
    void shouldStopCallingAReceiverThatIsGone() {
        receiver.answer(410, Map.of());
        delivery.deliver("sess_1", target);
        await().atMost(LONG).until(() -> !delivery.facts("sess_1").isEmpty());

        delivery.deliver("sess_2", target);

        await().atMost(LONG).until(() -> !delivery.facts("sess_2").isEmpty());
        assertThat(receiver.calls()).hasSize(1);
        assertThat(delivery.facts("sess_2").getFirst())
                .isInstanceOfSatisfying(
                        Fact.DeliveryFailed.class,
                        failed -> assertThat(failed.cause()).startsWith("target_disabled"));
    }

    @Test
    void shouldNotCallAgainAfterARestart() throws Exception {
        delivery.deliver("sess_1", target);
        await().atMost(LONG).until(() -> !delivery.facts("sess_1").isEmpty());

        delivery.restart();

        delivery.deliver("sess_2", target);
        await().atMost(LONG).until(() -> !delivery.facts("sess_2").isEmpty());
        assertThat(receiver.calls()).hasSize(2);
        assertThat(delivery.facts("sess_1")).hasSize(1);
    }

    @Test
    void shouldFinishACallUnderWayBeforeItStops() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        receiver.answer(call -> {
            called.countDown();
            answer.await();
            return new Receiver.Reply(200, Map.of());
        });
        delivery.deliver("sess_1", target);
        called.await();
        Thread release = Thread.ofVirtual().start(answer::countDown);

        delivery.restart();

        release.join();
        await().atMost(LONG).until(() -> !delivery.facts("sess_1").isEmpty());
        assertThat(receiver.calls()).hasSize(1);
    }

    @Test
    void shouldServeOthersWhileOneTargetIsSlow() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        receiver.answer(call -> {
            answer.await();
            return new Receiver.Reply(200, Map.of());
        });
        try (Receiver quick = new Receiver()) {
            delivery.deliver("sess_slow", target);
            delivery.deliver(
                    "sess_quick", new DeliveryTarget.Callback("quick", quick.url("/"), "callback"));

            await().atMost(LONG).until(() -> !delivery.facts("sess_quick").isEmpty());

            assertThat(delivery.facts("sess_slow")).isEmpty();
        } finally {
            answer.countDown();
        }
    }

    private void redeliver(DeadLetter letter) {
        delivery.write(
                Topics.COMMANDS,
                letter.id(),
                new Command.Redeliver(
                        new CommandId("cmd_1"),
                        DeliveryFixture.ACME,
                        new DeliveryId(letter.id()),
                        "ada",
                        null,
                        Clock.systemUTC().instant()));
    }
}
