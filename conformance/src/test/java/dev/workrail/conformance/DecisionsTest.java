package dev.workrail.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The table of decisions is only worth as much as the records it points to.
class DecisionsTest {
    private static final Path RECORDS = Path.of("..", "docs", "adr");

    static List<Decision> decisions() {
        return Decisions.ALL;
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void shouldNameARecordThatExists(Decision decision) throws IOException {
        try (Stream<Path> records = Files.list(RECORDS)) {
            assertThat(records.map(record -> record.getFileName().toString()))
                    .as("record of %s", decision.vector())
                    .filteredOn(name -> name.startsWith(decision.adr() + "-"))
                    .hasSize(1);
        }
    }

    @Test
    void shouldDecideEveryPointOnce() {
        assertThat(Decisions.ALL).extracting(Decision::vector).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayForEveryPointWhatHoldsAndWhy() {
        assertThat(Decisions.ALL)
                .allSatisfy(d -> {
                    assertThat(d.because()).isNotBlank();
                    assertThat(d.adr()).matches("\\d{4}");
                });
    }

    /// A vector that is no longer there would leave a decision behind that nothing checks.
    @Test
    void shouldBeAboutVectorsThatAreThere() throws IOException {
        // given
        VectorInput shared = SharedVectors.require();
        StringBuilder all = new StringBuilder();
        for (String table : List.of("conditions.json", "templates.json")) {
            all.append(Files.readString(shared.directory().resolve(table)));
        }

        // then
        for (Decision decision : Decisions.ALL) {
            String id = decision.vector().substring(decision.vector().indexOf('/') + 1);
            switch (decision.vector().split("[/:]", 2)[0]) {
                case "conditions", "templates" -> assertThat(all).contains("\"id\":\"" + id + "\"");
                case "invalid" ->
                        assertThat(shared.directory().resolve("invalid/" + id + ".expected.json"))
                                .exists();
                default -> assertThat(decision.vector()).contains(":");
            }
        }
    }
}
