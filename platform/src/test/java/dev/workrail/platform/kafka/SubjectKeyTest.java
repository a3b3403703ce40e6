package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectKeyTest {
    private static final byte[] KEY = bytes("acme");

    @ParameterizedTest
    @CsvSource({"acme/sess_1, sess_1", "acme/app#1/2, app#1/2", "acme, acme", "'', acme"})
    void shouldBeWhatTheSubjectNamesWithinTheOrg(String subject, String key) {
        Headers headers = new RecordHeaders().add("ce_subject", bytes(subject));

        assertThat(SubjectKey.serde().deserializer().deserialize("wr.scheduling", headers, KEY))
                .isEqualTo(key);
    }

    @Test
    void shouldBeTheRecordsKeyWhereItSaysNoSubject() {
        assertThat(
                        SubjectKey.serde()
                                .deserializer()
                                .deserialize("wr.scheduling", new RecordHeaders(), KEY))
                .isEqualTo("acme");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
