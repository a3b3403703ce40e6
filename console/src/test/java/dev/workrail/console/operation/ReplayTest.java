package dev.workrail.console.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String REQUEST =
            """
            {"delivery":"dlv_1","org":"acme","session":"sess_1",
             "target":{"kind":"callback","name":"ops","url":"https://ops.example/","secret":"s"},
             "status":"completed","sequence":1,"body":{},"requestedAt":"2026-01-01T00:00:00Z"}
            """;

    @Test
    void shouldRedeliverADeliveryThatWasGivenUp() {
        // given
        DeadLetter letter = letter("dlv_1", Topics.DELIVERIES.name(), REQUEST);

        // when
        Replay replay = Replay.of(letter);

        // then
        assertThat(replay)
                .isInstanceOfSatisfying(
                        Replay.Redelivery.class,
                        redelivery -> assertThat(redelivery.delivery().value()).isEqualTo("dlv_1"));
    }

    @Test
    void shouldPutBackARecordOfTheDeliveryTopicThatIsNoDelivery() {
        // given
        DeadLetter letter = letter("dl_1", Topics.DELIVERIES.name(), "{not json");

        // when
        Replay replay = Replay.of(letter);

        // then
        assertThat(replay)
                .isInstanceOfSatisfying(
                        Replay.PutBack.class,
                        record ->
                                assertThat(record.value())
                                        .asString(StandardCharsets.UTF_8)
                                        .isEqualTo("{not json"));
    }

    @Test
    void shouldNotRedeliverUnderAnotherOrgsName() {
        // given
        DeadLetter letter =
                letter("dlv_1", Topics.DELIVERIES.name(), REQUEST.replace("acme", "other"));

        // when
        Replay replay = Replay.of(letter);

        // then
        assertThat(replay).isInstanceOf(Replay.PutBack.class);
    }

    @Test
    void shouldPutBackATriggerEventThatCannotBeRead() {
        // given
        DeadLetter letter = letter("dl_2", Topics.TRIGGERS.name(), "[]");

        // when
        Replay replay = Replay.of(letter);

        // then
        assertThat(replay).isInstanceOf(Replay.PutBack.class);
    }

    @Test
    void shouldReplayNothingWhereTheLetterHoldsNoRecord() {
        assertThat(Replay.of(letter("dl_3", Topics.SESSIONS.name(), null)))
                .isInstanceOf(Replay.Nothing.class);
    }

    private static DeadLetter letter(String id, String topic, @Nullable String value) {
        return new DeadLetter(
                id,
                new OrgId("acme"),
                topic,
                0,
                7,
                "key",
                value == null
                        ? null
                        : Base64.getEncoder()
                                .encodeToString(value.getBytes(StandardCharsets.UTF_8)),
                Map.of(),
                "refused",
                "for a reason",
                "delivery",
                1,
                Instant.EPOCH);
    }
}
