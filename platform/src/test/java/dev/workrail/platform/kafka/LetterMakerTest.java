package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.kafka.DeadLetters.RawRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LetterMakerTest {
    private static final int LARGEST_RECORD = 1_048_588;
    private final LetterMaker maker =
            new LetterMaker("test", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void shouldHoldTheLargestRecordOfAnotherTopicWhole() {
        // given
        byte[] value = new byte[LARGEST_RECORD];

        // when
        DeadLetter letter = maker.letter(record(value, Map.of()), "malformed", "bytes", 1);

        // then
        assertThat(Base64.getDecoder().decode(letter.value())).isEqualTo(value);
        assertThat(ContractsJson.write(letter).length).isLessThan(Topics.MAX_LETTER_BYTES);
    }

    @Test
    void shouldSayWhereALetterLiesThatIsTooLargeToBeCopiedAgain() {
        // given
        byte[] value = new byte[2 * LARGEST_RECORD - 10_000];

        // when
        DeadLetter letter = maker.letter(record(value, Map.of()), "malformed", "bytes", 1);

        // then
        assertThat(letter.value()).isNull();
        assertThat(letter.cause())
                .isEqualTo("bytes (its 2087176 bytes are too many to be copied here)");
        assertThat(letter.offset()).isEqualTo(7);
    }

    @Test
    void shouldFitWhateverHeadersARecordHas() {
        // given
        Map<String, String> headers = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            headers.put("x-" + i, "h".repeat(100_000));
        }
        headers.put("ce_subject", "acme/x");

        // when
        DeadLetter letter =
                maker.letter(record(new byte[LARGEST_RECORD], headers), "malformed", "bytes", 1);

        // then
        assertThat(ContractsJson.write(letter).length).isLessThan(Topics.MAX_LETTER_BYTES);
        assertThat(letter.headers()).containsEntry("ce_subject", "acme/x");
        assertThat(letter.org()).hasToString("acme");
    }

    private static RawRecord record(byte[] value, Map<String, String> headers) {
        return new RawRecord("wr.sessions", 1, 7, "k", value, headers);
    }
}
