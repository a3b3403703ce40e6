package dev.workrail.engine.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinearPatternTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(((a{0,1000}){0,1000}){0,1000})b",
                "((a{1,100}){1,100}){1,100}",
                "(a{50}){50}",
                "(x{40}\\Q(\\E){60}",
                "([[:alpha:](]a{60}){60}",
                "([^](]a{60}){60}"
            })
    void shouldRefuseWhatItsRepetitionsBlowUp(String source) {
        assertThatThrownBy(() -> LinearPattern.compile(source))
                .isInstanceOf(UnusablePatternException.class)
                .hasMessageContaining("at most 2000 are run");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a)\\1", "(?=a)b", "(", "[a", "a**{"})
    void shouldRefuseWhatCannotRunInLinearTime(String source) {
        assertThatThrownBy(() -> LinearPattern.compile(source))
                .isInstanceOf(UnusablePatternException.class)
                .hasMessageContaining("cannot run in linear time");
    }

    @Test
    void shouldRefuseAnEndlessSource() {
        assertThatThrownBy(() -> LinearPattern.compile("a".repeat(1025)))
                .isInstanceOf(UnusablePatternException.class)
                .hasMessageContaining("1025 characters, at most 1024");
    }

    @ParameterizedTest
    @CsvSource({
        "'^\\d{4}-\\d{2}-\\d{2}$', 2026-11-21, true",
        "'^\\d{4}-\\d{2}$', 2026-11-21, false",
        "'[a-z]{1,64}\\.[a-z]{2,6}', see example.org, true",
        "'\\x{2028}|\\p{Greek}', α, true",
        "'a{', 'a{', true",
        "'[]a]+', ']]', true",
        "'\\Qa(b\\E', 'xa(b', true"
    })
    void shouldRunWhatPeopleWrite(String source, String text, boolean found)
            throws UnusablePatternException {
        assertThat(LinearPattern.compile(source).find(text)).isEqualTo(found);
    }

    @Test
    void shouldObeyItsFlags() throws UnusablePatternException {
        assertThat(LinearPattern.compile("done", Pattern.CASE_INSENSITIVE).find("DONE")).isTrue();
        assertThat(LinearPattern.compile("done").find("DONE")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){12}b", "(a{0,40}){0,40}b"})
    void shouldSearchAnEndlessTextForAShortWhile(String source) throws UnusablePatternException {
        // given
        LinearPattern pattern = LinearPattern.compile(source);
        String endless = "a".repeat(8_000_000) + "!";

        // then
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> pattern.find(endless));
    }

    @Test
    void shouldSearchTheBeginningOfATextThatIsTooLong() throws UnusablePatternException {
        LinearPattern pattern = LinearPattern.compile("needle");

        assertThat(pattern.find("needle" + " ".repeat(3_000_000))).isTrue();
        assertThat(pattern.find(" ".repeat(3_000_000) + "needle")).isFalse();
    }

    @Provide
    Arbitrary<String> sources() {
        Arbitrary<String> part =
                Arbitraries.of(
                        "a",
                        "b",
                        ".",
                        "(",
                        ")",
                        "[ab]",
                        "[^)]",
                        "[]x]",
                        "[[:digit:]]",
                        "\\d",
                        "\\(",
                        "\\Q(\\E",
                        "*",
                        "+",
                        "?",
                        "|",
                        "{2}",
                        "{3,}",
                        "{0,4}",
                        "{",
                        "\\x{41}");
        return part.list().ofMaxSize(16).map(parts -> String.join("", parts));
    }

    /// What is let through never becomes much larger than was foreseen.
    @Property(tries = 3000)
    void shouldForeseeTheSizeOfEveryPattern(@ForAll("sources") String source) {
        long foreseen = PatternSize.of(source);
        if (foreseen <= LinearPattern.MAX_SIZE) {
            int real;
            try {
                real = Pattern.compile(source).programSize();
            } catch (com.google.re2j.PatternSyntaxException e) {
                return;
            }
            assertThat((long) real).as(source).isLessThanOrEqualTo(3 * foreseen + 8);
        }
    }
}
