package dev.workrail.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Finding;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SchemaVersionsTest {
    private static final String FIRST =
            "{\"properties\":{\"old\":{\"type\":\"string\"},\"schemaVersion\":{}},"
                    + "\"additionalProperties\":false}";
    private static final String SECOND =
            "{\"properties\":{\"fresh\":{\"type\":\"string\"},\"schemaVersion\":{}},"
                    + "\"additionalProperties\":false}";

    private final SchemaCheck check =
            new SchemaCheck(new SchemaVersions(new TreeMap<>(Map.of(1, FIRST, 2, SECOND))));

    @Test
    void shouldHoldAFileToTheVersionItDeclares() {
        assertThat(findings("{\"schemaVersion\":1,\"old\":\"x\"}")).isEmpty();
        assertThat(findings("{\"schemaVersion\":2,\"fresh\":\"x\"}")).isEmpty();
        assertThat(findings("{\"schemaVersion\":2,\"old\":\"x\"}"))
                .extracting(Finding::pointer)
                .containsExactly("/old");
    }

    @Test
    void shouldTakeAnAbsentVersionAsTheFirst() {
        assertThat(findings("{\"old\":\"x\"}")).isEmpty();
        assertThat(findings("{\"fresh\":\"x\"}"))
                .extracting(Finding::pointer)
                .containsExactly("/fresh");
    }

    @Test
    void shouldHoldANewerFileToTheCurrentVersionWithWarnings() {
        assertThat(findings("{\"schemaVersion\":3,\"unknown\":1,\"fresh\":1}"))
                .extracting(f -> f.severity() + " " + f.code())
                .containsExactlyInAnyOrder(
                        "WARNING newer-schema-version", "WARNING unknown-key", "ERROR wrong-type");
    }

    @Test
    void shouldShipEveryReleasedVersion() {
        SchemaVersions released = SchemaVersions.released();

        for (int version = 1; version <= released.current(); version++) {
            assertThat(released.schema(version).source().path("$id").asText())
                    .endsWith("workflow-" + version + ".json");
        }
    }

    private List<Finding> findings(String text) {
        JsonNode definition = Json.parse(text);
        Findings findings = new Findings();
        check.check(definition, findings);
        return findings.list();
    }
}
