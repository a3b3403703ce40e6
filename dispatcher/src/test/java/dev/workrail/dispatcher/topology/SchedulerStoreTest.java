package dev.workrail.dispatcher.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.dispatcher.schedule.Remembered;
import dev.workrail.dispatcher.schedule.Stories;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class SchedulerStoreTest {
    private static final Instant BEGIN = Stories.AT;
    private static final String HASH = "00112233445566778899aabbccddeeff";
    private static final SessionId SESSION = new SessionId("sess_1");

    private final KeyValueStore<Bytes, byte[]> whole = empty("whole");
    private final SchedulerStore store = SchedulerStore.of(whole);

    @Test
    void shouldKeepItsPartsApart() {
        // when
        store.checkpoints().put(SESSION, Stories.checkpoint("analyse"));
        store.seen().put(HASH, new Remembered(SESSION, false, 1, BEGIN));

        // then
        assertThat(store.checkpoints().find(SESSION)).isEqualTo(Stories.checkpoint("analyse"));
        assertThat(store.seen().find(HASH).session()).isEqualTo(SESSION);
        assertThat(store.specs().find(SESSION)).isNull();
        assertThat(store.states().load(Duration.ofSeconds(15)).sessions().size()).isZero();
    }

    @Test
    void shouldForgetWhatWasSeenAWeekAgoAndNothingElse() {
        // given
        String later = HASH.replace('f', 'e');
        store.seen().put(HASH, new Remembered(SESSION, false, 1, BEGIN));
        store.seen().put(later, new Remembered(SESSION, false, 1, BEGIN.plusMillis(1)));
        store.checkpoints().put(SESSION, Stories.checkpoint("analyse"));

        // when
        store.expire(BEGIN.plus(SeenStore.KEPT));

        // then
        assertThat(store.seen().find(HASH)).isNull();
        assertThat(store.seen().find(later)).isNotNull();
        assertThat(store.checkpoints().find(SESSION)).isNotNull();

        // when
        store.checkpoints().over(SESSION);
        store.expire(BEGIN.plus(SeenStore.KEPT).plusMillis(1));

        // then nothing is left, not even what it was ordered by
        assertThat(whole.all().hasNext()).isFalse();
    }

    @Test
    void shouldTakeOverWhatAnEarlierVersionKeptInAStoreOfItsOwn() {
        // given
        KeyValueStore<Bytes, byte[]> earlier = empty("earlier");
        SchedulerStore before = SchedulerStore.of(earlier);
        before.checkpoints().put(SESSION, Stories.checkpoint("analyse"));
        KeyValueStore<Bytes, byte[]> checkpoints = empty("session-checkpoints");
        new StorePart(earlier, CheckpointStore.PREFIX)
                .forEach((key, value) -> checkpoints.put(Bytes.wrap(key), value));

        // when
        SchedulerStore.move(checkpoints, new StorePart(whole, CheckpointStore.PREFIX));

        // then
        assertThat(store.checkpoints().find(SESSION)).isEqualTo(Stories.checkpoint("analyse"));
        assertThat(checkpoints.all().hasNext()).isFalse();
    }

    @Test
    void shouldPassOnTheKeysOfARangeInOrderWithoutItsEnd() {
        // given
        StorePart part = new StorePart(whole, "part/");
        StorePart next = new StorePart(whole, "part0");
        for (String key : List.of("a", "b", "c", "d")) {
            part.put(bytes(key), bytes(key));
            next.put(bytes(key), bytes("of the next"));
        }

        // then
        assertThat(keys(part, "a", "d", 9)).containsExactly("a", "b", "c");
        assertThat(keys(part, "b", "z", 2)).containsExactly("b", "c");
        List<String> all = new ArrayList<>();
        part.forEach((key, value) -> all.add(text(key) + "=" + text(value)));
        assertThat(all).containsExactly("a=a", "b=b", "c=c", "d=d");
    }

    private static List<String> keys(StorePart part, String from, String to, int max) {
        List<String> keys = new ArrayList<>();
        part.forEach(bytes(from), bytes(to), max, (key, value) -> keys.add(text(key)));
        return keys;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static KeyValueStore<Bytes, byte[]> empty(String name) {
        KeyValueStore<Bytes, byte[]> store =
                Stores.keyValueStoreBuilder(
                                Stores.inMemoryKeyValueStore(name),
                                Serdes.Bytes(),
                                Serdes.ByteArray())
                        .withLoggingDisabled()
                        .build();
        store.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), store);
        return store;
    }
}
