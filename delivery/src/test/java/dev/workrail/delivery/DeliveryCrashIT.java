package dev.workrail.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.session.Fact;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of the delivery role, as a process of its own.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class DeliveryCrashIT {
    private static final Duration LONG = Duration.ofSeconds(120);
    private static final int MANY = 18;

    private final Backend backend;
    @TempDir private Path directory;
    private DeliveryFixture world;
    private Receiver receiver;
    private DeliveryTarget target;

    DeliveryCrashIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        target = new DeliveryTarget.Callback("ci", receiver.url("/hook"), "callback");
        world = new DeliveryFixture(backend, directory);
    }

    @AfterEach
    void close() throws InterruptedException {
        world.close();
        receiver.close();
    }

    @Test
    void shouldRepeatOnlyTheCallThatWasUnderWay() throws Exception {
        // given
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        try (DeliveryProcess process = start()) {
            world.deliver("sess_done", target);
            await().atMost(LONG).until(() -> !world.facts("sess_done").isEmpty());
            receiver.answer(call -> {
                called.countDown();
                never.await();
                return new Receiver.Reply(200, Map.of());
            });
            world.deliver("sess_open", target);
            called.await();

            // when
            process.kill();
        }
        never.countDown();
        receiver.answer(200, Map.of());
        try (DeliveryProcess again = start()) {

            // then
            await().atMost(LONG).until(() -> !world.facts("sess_open").isEmpty());
            assertThat(receiver.calls()).hasSize(3);
            assertThat(receiver.calls().get(2).header("webhook-id"))
                    .isEqualTo(receiver.calls().get(1).header("webhook-id"))
                    .isNotEqualTo(receiver.calls().get(0).header("webhook-id"));
            assertThat(world.facts("sess_open")).hasOnlyElementsOfType(Fact.Delivered.class);
        }
    }

    @Test
    void shouldLoseNoDeliveryAndRepeatAtMostTheOneUnderWay() throws Exception {
        // given
        List<String> sessions = new ArrayList<>();
        try (DeliveryProcess process = start()) {
            for (int i = 0; i < MANY; i++) {
                sessions.add("sess_" + i);
                world.deliver("sess_" + i, target);
            }
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> receiver.calls().size() >= MANY / 3);

            // when
            process.kill();
        }
        try (DeliveryProcess again = start()) {

            // then
            await().atMost(LONG).untilAsserted(() -> assertThat(delivered(sessions)).hasSize(MANY));
            Map<String, Long> calls =
                    receiver.calls().stream()
                            .collect(
                                    Collectors.groupingBy(
                                            call -> call.header("webhook-id"),
                                            Collectors.counting()));
            assertThat(calls).hasSize(MANY);
            assertThat(receiver.calls().size())
                    .as("one target has one call under way")
                    .isLessThanOrEqualTo(MANY + 1);
        }
    }

    private DeliveryProcess start() throws Exception {
        return DeliveryProcess.start(backend.bootstrapServers(), directory);
    }

    private Set<String> delivered(List<String> sessions) {
        Set<String> delivered = new TreeSet<>();
        for (String session : sessions) {
            if (!world.facts(session).isEmpty()) {
                delivered.add(session);
            }
        }
        return delivered;
    }
}
