package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonSerdeTest {
    private static final String TOPIC = "store";

    record Count(String name, long value) {}

    @Test
    void shouldAnswerWithTheValueItWroteInsteadOfReadingItAnew() {
        // given
        JsonSerde<Count> serde = JsonSerde.remembering(Count.class);
        Count written = new Count("sessions", 1);
        byte[] bytes = serde.serializer().serialize(TOPIC, written);

        // when
        Count read = serde.deserializer().deserialize(TOPIC, bytes.clone());

        // then
        assertThat(read).isSameAs(written);
    }

    @Test
    void shouldReadWhatItDoesNotRememberAndRememberThat() {
        // given
        JsonSerde<Count> serde = JsonSerde.remembering(Count.class);
        byte[] bytes = "{\"name\":\"x\",\"value\":2}".getBytes(StandardCharsets.UTF_8);

        // when
        Count first = serde.deserializer().deserialize(TOPIC, bytes);
        Count again = serde.deserializer().deserialize(TOPIC, bytes);

        // then
        assertThat(first).isEqualTo(new Count("x", 2)).isSameAs(again);
        assertThat(new JsonSerde<>(Count.class).deserializer().deserialize(TOPIC, bytes))
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void shouldForgetTheValueUsedLongestAgo() {
        // given room for two
        LastValues<String> last = new LastValues<>(2);
        last.put(new byte[] {1}, "one");
        last.put(new byte[] {2}, "two");
        last.get(new byte[] {1});

        // when
        last.put(new byte[] {3}, "three");
        last.put(new byte[] {4, 4, 4}, "more than there is room for");

        // then
        assertThat(last.get(new byte[] {1})).isEqualTo("one");
        assertThat(last.get(new byte[] {2})).isNull();
        assertThat(last.get(new byte[] {3})).isEqualTo("three");
        assertThat(last.get(new byte[] {4, 4, 4})).isNull();
    }
}
