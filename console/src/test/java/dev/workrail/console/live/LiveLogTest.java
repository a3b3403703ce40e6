package dev.workrail.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.console.access.Permit;
import dev.workrail.console.access.RoutePermissions.Route;
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
    private static final StreamFilter ALL = new StreamFilter(ACME, null);
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
        log.open(listener(slow, Instant.EPOCH), ALL, null);

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
        log.open(listener(stuck, Instant.EPOCH), ALL, null);
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
        log.open(listener(client, Instant.EPOCH), ALL, new StreamCursor(Map.of(partition(0), 2L)));

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
        log.open(listener(old, Instant.EPOCH), ALL, null);
        SlowClient young = new SlowClient(10);
        log.open(listener(young, Instant.EPOCH.plusSeconds(60)), ALL, null);
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
    void shouldCutOffWhoeverMayNotFollowAnyMoreAndSendThemNothingThatWaits() {
        // given
        SlowClient refused = new SlowClient(1);
        SlowClient refusedToo = new SlowClient(1);
        SlowClient welcome = new SlowClient(10);
        Permit revoked = permit("revoked");
        log.open(new Listener(refused, revoked, Instant.EPOCH), ALL, null);
        log.open(new Listener(refusedToo, revoked, Instant.EPOCH), ALL, null);
        log.open(new Listener(welcome, permit("good"), Instant.EPOCH), ALL, null);
        log.add(message(0, 0));
        List<Permit> asked = new ArrayList<>();

        // when
        log.cutOffUnless(permit -> {
            asked.add(permit);
            return !permit.equals(revoked);
        });
        refused.wants(10);
        log.add(message(0, 1));

        // then
        assertThat(asked).as("each once").containsExactlyInAnyOrder(revoked, permit("good"));
        assertThat(refused.types()).containsExactly("hello");
        assertThat(refused.ended).isTrue();
        assertThat(refusedToo.ended).isTrue();
        assertThat(welcome.types()).containsExactly("hello", "said", "said");
        assertThat(welcome.ended).isFalse();
        assertThat(log.open()).isEqualTo(1);
        assertThat(waiting()).isZero();
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

        log.open(listener(leaving, Instant.EPOCH), ALL, null);

        assertThat(log.open()).isZero();
        assertThat(waiting()).isZero();
    }

    private static Listener listener(SlowClient client, Instant since) {
        return new Listener(client, permit("any"), since);
    }

    private static Permit permit(String token) {
        return new Permit(token, new Route("GET", "/orgs/{org}/stream"), ACME.value());
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
        log.open(listener(client, Instant.EPOCH), ALL, new StreamCursor(cursor));
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
