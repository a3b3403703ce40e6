package dev.workrail.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    private static final List<String> KNOWN = List.of("id", "title", "prompt", "runCondition");

    @ParameterizedTest
    @CsvSource({
        "promt, prompt",
        "titel, title",
        "Title, title",
        "runcondition, runCondition",
        "runConditions, runCondition"
    })
    void shouldGuessWhatWasMeant(String written, String meant) {
        assertThat(Spelling.closest(written, KNOWN.iterator())).isEqualTo(meant);
    }

    @Test
    void shouldNotGuessWhatIsTooFarOff() {
        assertThat(Spelling.closest("expectedOutput", KNOWN.iterator())).isNull();
        assertThat(Spelling.closest("xy", KNOWN.iterator())).isNull();
        assertThat(Spelling.closest("p".repeat(10_000), KNOWN.iterator())).isNull();
    }
}
