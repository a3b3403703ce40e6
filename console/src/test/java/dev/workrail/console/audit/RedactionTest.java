package dev.workrail.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactionTest {
    @Test
    void shouldLeaveOutWhatIsNamedASecretAtAnyDepth() {
        // given
        JsonNode state =
                ContractsJson.toTree(
                        Map.of(
                                "name",
                                "hook",
                                "ciphertext",
                                "c2VjcmV0",
                                "agent",
                                Map.of("api_key", "k-1", "model", "m"),
                                "targets",
                                java.util.List.of(Map.of("Authorization", "Bearer b-1"))));

        // when
        String shown = String.valueOf(Redaction.of(state));

        // then
        assertThat(shown)
                .contains("hook", "\"model\":\"m\"")
                .doesNotContain("c2VjcmV0", "k-1", "b-1");
    }

    @Test
    void shouldKeepTheNamesOfSecrets() {
        JsonNode shown =
                Redaction.of(
                        ContractsJson.toTree(
                                Map.of("secrets", java.util.List.of("github"), "credential", "g")));

        assertThat(String.valueOf(shown)).contains("github", "\"credential\":\"g\"");
    }

    @Test
    void shouldLeaveOutTheCredentialsOfAUrl() {
        // given
        JsonNode state =
                ContractsJson.toTree(
                        Map.of(
                                "url",
                                "https://jane:pw-1@host.test/in?team=a&access_token=t-1&sig=s-1"));

        // when
        String shown = String.valueOf(Redaction.of(state));

        // then
        assertThat(shown)
                .contains("host.test/in?team=a")
                .doesNotContain("jane:", "pw-1", "t-1", "s-1");
    }

    @Test
    void shouldReplaceAStateThatIsTooLong() {
        JsonNode shown =
                Redaction.of(
                        ContractsJson.toTree(Map.of("text", "x".repeat(Redaction.MAX_STATE + 1))));

        assertThat(shown).isNotNull();
        assertThat(shown.path("characters").asInt()).isGreaterThan(Redaction.MAX_STATE);
        assertThat(shown.path("digest").asText()).startsWith("state_");
    }

    @Test
    void shouldLeaveOutWhatTheDatabaseCannotHold() {
        JsonNode shown = Redaction.of(ContractsJson.toTree(Map.of("a\0b", "c\0d\ud800e")));

        assertThat(String.valueOf(shown)).isEqualTo("{\"ab\":\"cd?e\"}");
    }
}
