package dev.workrail.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.kafka.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class LiveLogTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final int BYTES = 60_000;

    private final LiveLog log = new LiveLog(BYTES, 10_000);

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

    /// How many messages of a partition can still be replayed: a search for the oldest cursor that
    /// is not too old.
    private long keptOf(int partition, int partitions) {
        for (long seen = 0; ; seen++) {
            Map<Partition, Long> cursor = new java.util.HashMap<>();
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
        List<StreamEvent> events = new ArrayList<>();
        log.open(
                new Flow.Subscriber<>() {
                    @Override
                    public void onSubscribe(Flow.Subscription subscription) {
                        subscription.request(Long.MAX_VALUE);
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
                    public void onComplete() {}
                },
                new StreamFilter(ACME, null),
                new StreamCursor(cursor),
                Instant.EPOCH);
        return events;
    }

    private static LiveMessage message(int partition, long offset) {
        return new LiveMessage(
                partition(partition), offset, ACME, null, "said", "{\"at\":" + offset % 10 + "}");
    }

    private static Partition partition(int index) {
        return new Partition("wr.sessions", index);
    }
}
