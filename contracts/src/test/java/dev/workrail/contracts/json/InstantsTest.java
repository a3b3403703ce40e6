package dev.workrail.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InstantsTest {
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10000 = 253_402_300_800L;

    @Test
    void shouldReadBackWhateverAnInstantIsWrittenAs() {
        Random random = new Random(7);
        int[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int i = 0; i < 20_000; i++) {
            // given
            int step = steps[i % steps.length];
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(YEAR_0, YEAR_10000),
                            random.nextInt(1_000_000_000) / step * step);

            // when
            Instant read = Instants.parse(instant.toString());

            // then
            assertThat(read).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05.1Z",
                "2026-01-02T03:04:05+02:00",
                "2026-01-02T24:00:00Z",
                "2016-12-31T23:59:60Z",
                "2024-02-29T00:00:00Z",
                "+12026-01-02T03:04:05Z",
                "-0026-01-02T03:04:05.123456789Z"
            })
    void shouldReadEveryOtherFormAsTheJdkDoes(String text) {
        assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
        assertThat(ContractsJson.read(json(text), Instant.class)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-02-30T03:04:05Z",
                "2026-13-01T03:04:05Z",
                "2026-01-02T25:04:05Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02 03:04:05Z",
                "2026-01-02T03:04:05.1234567890Z",
                "2026-01-02T03:04:05",
                "２026-01-02T03:04:05Z"
            })
    void shouldRefuseWhatTheJdkRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void shouldSayWhatWasWrongWithATimeInARecord() {
        assertThatThrownBy(() -> ContractsJson.read(json("soon"), Instant.class))
                .isInstanceOf(MalformedJsonException.class);
    }

    private static byte[] json(String text) {
        return ("\"" + text + "\"").getBytes(StandardCharsets.UTF_8);
    }
}
