package dev.workrail.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.app.cli.CommandFailedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {
    @ParameterizedTest
    @CsvSource({
        "workrail.worker.slots, many, a whole number, WORKRAIL_WORKER_SLOTS",
        "workrail.kafka.wide-partitions, few, a whole number, WORKRAIL_KAFKA_WIDE_PARTITIONS",
        "workrail.worker.window, soon, a duration, WORKRAIL_WORKER_WINDOW",
        "workrail.ingest.max-body, 1Q, a size, WORKRAIL_INGEST_MAX_BODY",
        "workrail.ingest.org-rate.per-second, fast, a number, WORKRAIL_INGEST_ORG_RATE_PER_SECOND"
    })
    void shouldNameTheKeyTheFormAndTheFixInOneLine(
            String key, String value, String form, String variable) {
        System.setProperty(key, value);
        try {
            assertThatThrownBy(SettingsCheck::check)
                    .isInstanceOf(CommandFailedException.class)
                    .hasMessageStartingWith(key + ": expected " + form)
                    .hasMessageContaining("'" + value + "'")
                    .hasMessageContaining(variable)
                    .satisfies(refused -> assertThat(refused.getMessage().lines()).hasSize(1));
        } finally {
            System.clearProperty(key);
        }
    }

    @Test
    void shouldKnowTheSettingsOfEveryRoleAndTakeTheirDefaults() {
        assertThat(SettingsCheck.settings())
                .containsEntry("workrail.dispatcher.heartbeat-window", Duration.class)
                .containsEntry("workrail.worker.slots", int.class);
        assertThatCode(SettingsCheck::check).doesNotThrowAnyException();
    }
}
