package dev.workrail.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandActTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final CommandId ID = new CommandId("cmd_1");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void shouldSayWhoAskedWhatOfASessionAndWhy() {
        // given
        Command command =
                new Command.Steer(
                        ID,
                        ACME,
                        new SessionId("sess_1"),
                        "acme/jane",
                        "it drifts",
                        "Mind the tests",
                        NOON);

        // when
        AuditEntry entry = CommandAct.entry(command);

        // then
        assertThat(entry.id()).isEqualTo("cmd_1");
        assertThat(entry.actor()).isEqualTo("acme/jane");
        assertThat(entry.action()).isEqualTo("session.steer");
        assertThat(entry.target()).isEqualTo("session/sess_1");
        assertThat(entry.reason()).isEqualTo("it drifts");
        assertThat(String.valueOf(entry.after())).isEqualTo("{\"text\":\"Mind the tests\"}");
    }

    @Test
    void shouldNameTheScopeOfAKillAsItsTarget() {
        assertThat(kill(new Scope(ACME, null, new TriggerId("issues"), null)).target())
                .isEqualTo("trigger/issues");
        assertThat(kill(new Scope(ACME, null, null, null)).target()).isEqualTo("org/acme");
        assertThat(kill(Scope.EVERYTHING).target()).isEqualTo("deployment");
        assertThat(kill(Scope.EVERYTHING).action()).isEqualTo("deployment.kill");
    }

    @Test
    void shouldEnterACommandOfAnUnknownKind() {
        // given
        Command command =
                new Command.Opaque(
                        "teleport",
                        Map.of(
                                "id", node("cmd_2"),
                                "org", node("acme"),
                                "actor", node("acme/jane"),
                                "at", node(NOON.toString()),
                                "where", node("mars")));

        // when
        AuditEntry entry = CommandAct.entry(command);

        // then
        assertThat(entry.action()).isEqualTo("command.teleport");
        assertThat(String.valueOf(entry.after())).isEqualTo("{\"where\":\"mars\"}");
    }

    private static AuditEntry kill(Scope scope) {
        return CommandAct.entry(new Command.Kill(ID, ACME, scope, "a", null, true, true, NOON));
    }

    private static com.fasterxml.jackson.databind.JsonNode node(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text);
    }
}
