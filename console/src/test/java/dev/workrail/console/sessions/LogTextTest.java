package dev.workrail.console.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.projections.read.LogLevel;
import dev.workrail.projections.read.LogReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SessionId SESSION = new SessionId("sess_1");

    @Test
    void shouldSayWhatMattersOfEachSource() {
        assertThat(
                        text(
                                "event",
                                new SessionEvent.ToolCallFailed(
                                        "call_1", "Bash", 12, "exit code 1")))
                .isEqualTo("Bash, 12 ms: exit code 1");
        assertThat(text("effect", new Effect.Ended(Outcome.TIMEOUT, "max_turns: 3", null)))
                .isEqualTo("timeout: max_turns: 3");
        assertThat(
                        text(
                                "fact",
                                new SessionRecord.Noted(
                                        SESSION,
                                        new OrgId("acme"),
                                        "fact_1",
                                        "/workrail/delivery",
                                        NOW,
                                        new Fact.DeliveryFailed(
                                                new DeliveryId("dlv_1"),
                                                "hook",
                                                "completed",
                                                3,
                                                "gone"))))
                .isEqualTo("completed to hook after 3 attempts: gone");
    }

    @Test
    void shouldStayOnOneLineOfBoundedLength() {
        String text =
                text(
                        "event",
                        new SessionEvent.Steered(
                                "cmd_1", "jane", "line\nline\t" + "x".repeat(900)));

        assertThat(text)
                .startsWith("by jane: line line x")
                .hasSizeLessThanOrEqualTo(300)
                .endsWith("…");
    }

    @Test
    void shouldSayTheFieldsOfAKindItDoesNotKnow() {
        JsonNode unknown =
                ContractsJson.read(
                        "{\"kind\":\"tea_made\",\"cups\":2,\"of\":{\"a\":1}}"
                                .getBytes(StandardCharsets.UTF_8),
                        JsonNode.class);

        assertThat(text("event", unknown)).isEqualTo("cups=2");
    }

    private static String text(String source, Object data) {
        return LogText.of(
                new LogReader.Line(
                        SESSION,
                        1,
                        0,
                        NOW,
                        LogLevel.INFO,
                        source,
                        "kind",
                        ContractsJson.toTree(data)));
    }
}
