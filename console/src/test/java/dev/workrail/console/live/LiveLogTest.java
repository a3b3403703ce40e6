package dev.workrail.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.kafka.Partition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class LiveLogTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final int BYTES = 60_000;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final LiveLog log = log(10_000);

    @Test
    void shouldShareItsMemoryAmongThePartitionsThereAre() {
        // given
        int partitions = 12;
        log.shareAmong(partitions);

        // when
        for (int offset = 0; offset < 1_000; offset++) {
            for (int partition = 0; partition < partitions; partition++) {
                log.add(message(partition, offset));
            }
        }

        // then
        long kept = 0;
        for (int partition = 0; partition < partitions; partition++) {
            kept += keptOf(partition, partitions) * message(0, 0).bytes();
        }
        assertThat(kept).isBetween(BYTES / 2L, (long) BYTES);
    }

    @Test
    void shouldReplayWhatCameBehindACursor() {
        // given
        log.shareAmong(1);
        for (int offset = 0; offset < 5; offset++) {
            log.add(message(0, offset));
        }

        // when
        List<StreamEvent> events = follow(Map.of(partition(0), 2L));

        // then
        assertThat(events).extracting(StreamEvent::type).containsExactly("hello", "said", "said");
        assertThat(events.getLast().cursor().seen()).containsEntry(partition(0), 4L);
    }

    @Test
    void shouldTellAClientWhoseCursorFellOutToReadAnew() {
        // given
        log.shareAmong(1);
        for (int offset = 0; offset < 1_000; offset++) {
            log.add(message(0, offset));
        }

        // when
        List<StreamEvent> events = follow(Map.of(partition(0), 2L));

        // then
        assertThat(events)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.type()).isEqualTo("resync");
                    assertThat(event.json()).contains("cursor_too_old");
                });
    }

    @Test
    void shouldTellASlowClientToReadAnewAndGoOnWithWhatComesAfter() {
        // given
        LiveLog log = log(3);
        SlowClient slow = new SlowClient(0);
        log.open(slow, new StreamFilter(ACME, null), null, Instant.EPOCH);

        // when
        for (int offset = 0; offset < 100; offset++) {
            log.add(message(0, offset));
            assertThat(waiting()).isLessThanOrEqualTo(3);
        }
        slow.wants(10);
        log.add(message(0, 100));

        // then
        assertThat(slow.types()).startsWith("resync").endsWith("said").doesNotContain("hello");
        assertThat(slow.events.getFirst().json()).contains("slow_client");
        long behind = slow.events.getFirst().cursor().seen().get(partition(0));
        assertThat(slow.events).hasSize((int) (101 - behind));
        assertThat(slow.events.getLast().cursor().seen()).containsEntry(partition(0), 100L);
        assertThat(resyncs("slow_client")).isPositive();
    }

    @Test
    void shouldHoldNothingForAClientThatReadsNothingOnceTheTailHasGivenItUp() {
        // given
        log.shareAmong(1);
        SlowClient stuck = new SlowClient(1);
        log.open(stuck, new StreamFilter(ACME, null), null, Instant.EPOCH);
        LiveMessage first = message(0, 0);
        log.add(first);

        // when
        for (int offset = 1; offset < 1_000; offset++) {
            log.add(message(0, offset));
        }
        Optional<String> held = first.json();
        stuck.wants(5);

        // then
        assertThat(held).isEmpty();
        assertThat(stuck.types()).containsExactly("hello", "resync");
        assertThat(waiting()).isZero();
    }

    @Test
    void shouldResumeBehindACursorThatEndsBeforeTheMarkOfATransaction() {
        // given a quiet partition, whose last record has offset 41 and the mark behind it 42
        log.shareAmong(1);
        log.begin(Map.of(partition(0), 40L));

        // when
        log.add(message(0, 43));

        // then
        assertThat(follow(Map.of(partition(0), 41L)))
                .extracting(StreamEvent::type)
                .containsExactly("hello", "said");
        assertThat(follow(Map.of(partition(0), 12L)))
                .extracting(StreamEvent::type)
                .containsExactly("resync");
    }

    @Test
    void shouldKnowThatAMessageFellOutWhereverReadingBegan() {
        // given
        log.shareAmong(1);
        for (int offset = 0; offset < 1_000; offset++) {
            log.add(message(0, offset));
        }

        // when
        log.begin(Map.of(partition(0), 0L));

        // then
        assertThat(follow(Map.of(partition(0), 2L)).getFirst().type()).isEqualTo("resync");
    }

    @Test
    void shouldSendNothingTwiceToAClientThatComesFromAConsoleThatHadReadFurther() {
        // given
        log.shareAmong(1);
        log.add(message(0, 0));
        SlowClient client = new SlowClient(10);
        log.open(
                client,
                new StreamFilter(ACME, null),
                new StreamCursor(Map.of(partition(0), 2L)),
                Instant.EPOCH);

        // when
        for (int offset = 1; offset < 5; offset++) {
            log.add(message(0, offset));
        }

        // then
        assertThat(client.types()).containsExactly("hello", "said", "said");
        assertThat(client.events.getLast().cursor().seen()).containsEntry(partition(0), 4L);
    }

    @Test
    void shouldEndAStreamThatIsOpenForTooLongBehindAllThatWasSaid() {
        // given
        SlowClient old = new SlowClient(10);
        log.open(old, new StreamFilter(ACME, null), null, Instant.EPOCH);
        SlowClient young = new SlowClient(10);
        log.open(young, new StreamFilter(ACME, null), null, Instant.EPOCH.plusSeconds(60));
        log.add(message(0, 0));

        // when
        log.beat(Instant.EPOCH.plusSeconds(1));

        // then
        assertThat(old.types()).containsExactly("hello", "said", "heartbeat");
        assertThat(old.ended).isTrue();
        assertThat(young.ended).isFalse();
        assertThat(log.open()).isEqualTo(1);
    }

    @Test
    void shouldForgetAClientThatLeavesAsItComes() {
        SlowClient leaving =
                new SlowClient(0) {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.cancel();
                    }
                };

        log.open(leaving, new StreamFilter(ACME, null), null, Instant.EPOCH);

        assertThat(log.open()).isZero();
        assertThat(waiting()).isZero();
    }

    private LiveLog log(int backlog) {
        return new LiveLog(BYTES, backlog, new StreamMeters(meters));
    }

    private int waiting() {
        return (int) meters.get("workrail.console.streams.waiting").gauge().value();
    }

    private double resyncs(String reason) {
        return meters.get("workrail.console.streams.resyncs")
                .tag("reason", reason)
                .counter()
                .count();
    }

    /// How many messages of a partition can still be replayed: a search for the oldest cursor that
    /// is not too old.
    private long keptOf(int partition, int partitions) {
        for (long seen = 0; ; seen++) {
            Map<Partition, Long> cursor = new HashMap<>();
            for (int other = 0; other < partitions; other++) {
                cursor.put(partition(other), other == partition ? seen : 999L);
            }
            List<StreamEvent> events = follow(cursor);
            if (events.isEmpty() || !events.getFirst().type().equals("resync")) {
                return events.size() - 1;
            }
        }
    }

    private List<StreamEvent> follow(Map<Partition, Long> cursor) {
        SlowClient client = new SlowClient(Long.MAX_VALUE);
        log.open(client, new StreamFilter(ACME, null), new StreamCursor(cursor), Instant.EPOCH);
        return client.events;
    }

    /// A client that takes as many events as it wants, and no more.
    private static class SlowClient implements Flow.Subscriber<StreamEvent> {
        private final List<StreamEvent> events = new ArrayList<>();
        private final long atFirst;
        private Flow.Subscription subscription;
        private boolean ended;

        SlowClient(long atFirst) {
            this.atFirst = atFirst;
        }

        void wants(long more) {
            subscription.request(more);
        }

        List<String> types() {
            return events.stream().map(StreamEvent::type).toList();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(atFirst);
        }

        @Override
        public void onNext(StreamEvent event) {
            events.add(event);
        }

        @Override
        public void onError(Throwable fault) {
            throw new AssertionError(fault);
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }

    private static LiveMessage message(int partition, long offset) {
        return new LiveMessage(
                partition(partition), offset, ACME, null, "said", "{\"at\":" + offset % 10 + "}");
    }

    private static Partition partition(int index) {
        return new Partition("wr.sessions", index);
    }
}
