package dev.workrail.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.SessionRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"kind":"segment","session":"sess_1","org":"acme","epoch":7,"claim":"claim_1",
                 "at":"2026-11-30T02:00:00Z","effects":[],"events":[{"eventId":"evt_1","eventIndex":0,
                 "dedupeKey":"session_created:sess_1","at":"2026-11-30T02:00:00Z",
                 "data":{"kind":"session_created"}}],
                 "checkpoint":{"nextEventIndex":1,"turn":0,"conversation":[],
                 "recent":"c2VjcmV0","usage":{"inputTokens":1,"outputTokens":2,"costMicros":3}}}
                """,
                """
                {"kind":"session_claimed","session":"sess_1","org":"acme","epoch":7,"claim":"claim_1",
                 "worker":"worker_1","at":"2026-11-30T02:00:00Z"}
                """,
                """
                {"kind":"of_a_later_version","session":"sess_1","org":"acme","claim":"claim_1",
                 "checkpoint":{"recent":"c2VjcmV0"},"more":[1,2]}
                """
            })
    void shouldLeaveOutTheClaimAndTheCheckpointAndNothingElse(String json) throws Exception {
        // given
        SessionRecord record =
                ContractsJson.read(json.getBytes(StandardCharsets.UTF_8), SessionRecord.class);

        // when
        JsonNode shown = ContractsJson.mapper().readTree(Shown.of(record));

        // then
        ObjectNode expected = (ObjectNode) ContractsJson.toTree(record);
        expected.remove(List.of("claim", "checkpoint"));
        assertThat(shown).isEqualTo(ContractsJson.mapper().readTree(expected.toString()));
        assertThat(shown.path("kind").asText()).isEqualTo(record.kind());
    }
}
