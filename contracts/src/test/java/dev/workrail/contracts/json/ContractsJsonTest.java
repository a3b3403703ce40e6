package dev.workrail.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContractsJsonTest {
    @Test
    void shouldReadBackWhatItWrote() {
        SessionRecord claimed =
                new SessionRecord.Claimed(
                        new SessionId("sess_1"),
                        new OrgId("acme"),
                        7,
                        new ClaimId("clm_1"),
                        new WorkerId("wkr_1"),
                        Instant.parse("2026-01-02T03:04:05Z"));

        byte[] json = ContractsJson.write(claimed);

        assertThat(new String(json, StandardCharsets.UTF_8))
                .contains("\"kind\":\"session_claimed\"")
                .contains("\"at\":\"2026-01-02T03:04:05Z\"");
        assertThat(ContractsJson.read(json, SessionRecord.class)).isEqualTo(claimed);
    }

    @Test
    void shouldKeepAnUnknownKindAsItCame() {
        String json =
                "{\"kind\":\"session_teleported\",\"session\":\"sess_1\",\"org\":\"acme\",\"to\":[1,{\"a\":null}]}";

        SessionRecord read =
                ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), SessionRecord.class);

        assertThat(read).isInstanceOf(SessionRecord.Opaque.class);
        assertThat(read.session()).isEqualTo(new SessionId("sess_1"));
        assertThat(ContractsJson.toTree(read)).isEqualTo(readTree(json));
    }

    @Test
    void shouldSayWhereMalformedInputIsWrong() {
        byte[] json =
                "{\"kind\":\"session_claimed\",\"session\":\"a b\"}"
                        .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ContractsJson.read(json, SessionRecord.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessage(
                        "at /session: session id must be 1 to 128 of A-Z a-z 0-9 _ -, but was 'a b'");
    }

    private static com.fasterxml.jackson.databind.JsonNode readTree(String json) {
        return ContractsJson.read(
                json.getBytes(StandardCharsets.UTF_8),
                com.fasterxml.jackson.databind.JsonNode.class);
    }
}
