package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class ShareLoopIT {
    private static final String GROUP = "pool-test";

    private final LoopFixture fixture;
    private final List<Integer> accepted = new CopyOnWriteArrayList<>();
    private final List<Integer> counts = new CopyOnWriteArrayList<>();

    ShareLoopIT(Backend backend) throws Exception {
        fixture = new LoopFixture(backend);
        fixture.kafka.topics().ensureShareGroup(GROUP);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldTellThatARecordIsTakenOnceTheBrokerConfirmsIt() {
        // given
        fixture.publishTicks(0, 5);

        // when
        try (var loop = share(() -> true, ShareHandler.Disposition.ACCEPT)) {

            // then
            await().untilAsserted(() -> assertThat(accepted).containsExactly(0, 1, 2, 3, 4));
            assertThat(loop.healthy()).isTrue();
        }
        try (var _ = share(() -> true, ShareHandler.Disposition.ACCEPT)) {
            fixture.publishTicks(5, 6);
            await().untilAsserted(() -> assertThat(accepted).containsExactly(0, 1, 2, 3, 4, 5));
        }
    }

    @Test
    void shouldNotBeOfferedAgainWhatWasBegun() {
        // given
        fixture.publishTicks(0, 5);
        AtomicBoolean room = new AtomicBoolean(true);
        ShareHandler<FleetEvent> begins =
                (record, _) -> {
                    counts.add(Ticks.secondsOf(record));
                    room.set(counts.size() < 3);
                    return ShareHandler.Disposition.BEGUN;
                };

        // when the third leaves no room, and the loop is closed
        try (var _ = share(room::get, begins)) {
            await().untilAsserted(() -> assertThat(counts).containsExactly(0, 1, 2));
        }

        // then
        try (var _ = share(() -> true, ShareHandler.Disposition.ACCEPT)) {
            await().untilAsserted(() -> assertThat(accepted).containsExactly(3, 4));
        }
    }

    @Test
    void shouldBeOfferedAReleasedRecordAgainWithAHigherCount() {
        // given
        fixture.publishTicks(0, 1);

        // when
        ShareHandler<FleetEvent> releaseOnce =
                new ShareHandler<>() {
                    @Override
                    public Disposition offered(Received<FleetEvent> record, int deliveryCount) {
                        counts.add(deliveryCount);
                        return deliveryCount == 1 ? Disposition.RELEASE : Disposition.ACCEPT;
                    }

                    @Override
                    public void accepted(Received<FleetEvent> record) {
                        accepted.add(Ticks.secondsOf(record));
                    }
                };
        try (var _ = share(() -> true, releaseOnce)) {

            // then
            await().untilAsserted(() -> assertThat(accepted).containsExactly(0));
            assertThat(counts).containsExactly(1, 2);
        }
    }

    @Test
    void shouldTakeNothingWhileThereIsNoRoom() {
        // given
        AtomicBoolean room = new AtomicBoolean();
        fixture.publishTicks(0, 2);

        // when
        try (var loop = share(room::get, ShareHandler.Disposition.ACCEPT);
                var other = share(() -> true, ShareHandler.Disposition.ACCEPT)) {

            // then
            await().untilAsserted(() -> assertThat(accepted).containsExactlyInAnyOrder(0, 1));
            room.set(true);
            other.close();
            loop.roomChanged();
            fixture.publishTicks(2, 3);
            await().untilAsserted(() -> assertThat(accepted).contains(2));
        }
    }

    @Test
    void shouldTakeWhatTransactionsPublishAsFastAsTheyCommit() throws Exception {
        // given: between two records lies the end of a transaction, which is no record
        try (var _ = share(() -> true, ShareHandler.Disposition.ACCEPT);
                var publisher = fixture.kafka.fencedPublisher("ticks")) {

            // when
            for (int second = 0; second < 40; second++) {
                publisher.publish(
                        List.of(
                                FencedPublisher.Outgoing.of(
                                        Topics.HEARTBEATS, Ticks.DOMAIN, Ticks.tick(second))));
            }

            // then
            await().untilAsserted(() -> assertThat(accepted).hasSize(40));
        }
    }

    @Test
    void shouldMakeADeadLetterOfAMalformedRecordAndTakeItOffTheGroup() {
        // given
        fixture.publishGarbage(Topics.HEARTBEATS.name());
        fixture.publishTicks(0, 1);

        // when
        try (var loop = share(() -> true, ShareHandler.Disposition.ACCEPT)) {

            // then
            await().untilAsserted(() -> assertThat(accepted).containsExactly(0));
            assertThat(loop.healthy()).isTrue();
        }
        assertThat(fixture.letters()).hasSize(1);
        assertThat(fixture.count("workrail.loop.malformed")).isEqualTo(1);
    }

    @Test
    void shouldTellOfTheOthersOfABatchWhereOneMeetsAFault() {
        // given
        fixture.publishTicks(0, 5);
        ShareHandler<FleetEvent> failsOnce =
                new ShareHandler<>() {
                    @Override
                    public Disposition offered(Received<FleetEvent> record, int deliveryCount) {
                        if (Ticks.secondsOf(record) == 2 && deliveryCount == 1) {
                            throw new TransientFaultException("not now", null);
                        }
                        counts.add(Ticks.secondsOf(record));
                        return Disposition.ACCEPT;
                    }

                    @Override
                    public void accepted(Received<FleetEvent> record) {
                        accepted.add(Ticks.secondsOf(record));
                    }
                };

        // when
        try (var loop = share(5, () -> true, failsOnce)) {

            // then each was offered and told of once, the one that failed at its second offer
            await().untilAsserted(
                            () -> assertThat(accepted).containsExactlyInAnyOrder(0, 1, 2, 3, 4));
            assertThat(counts).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            assertThat(loop.healthy()).isTrue();
        }
    }

    private ShareLoop<FleetEvent> share(
            BooleanSupplier hasRoom, ShareHandler.Disposition disposition) {
        return share(
                hasRoom,
                new ShareHandler<>() {
                    @Override
                    public Disposition offered(Received<FleetEvent> record, int deliveryCount) {
                        return disposition;
                    }

                    @Override
                    public void accepted(Received<FleetEvent> record) {
                        accepted.add(Ticks.secondsOf(record));
                    }
                });
    }

    private ShareLoop<FleetEvent> share(BooleanSupplier hasRoom, ShareHandler<FleetEvent> handler) {
        return share(1, hasRoom, handler);
    }

    private ShareLoop<FleetEvent> share(
            int maxRecords, BooleanSupplier hasRoom, ShareHandler<FleetEvent> handler) {
        return fixture.kafka.share(
                GROUP, Topics.HEARTBEATS, fixture.deadLetters, maxRecords, hasRoom, handler);
    }
}
