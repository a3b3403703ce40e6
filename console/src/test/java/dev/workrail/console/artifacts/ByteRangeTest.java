package dev.workrail.console.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=2-4, 2, 5",
        "bytes=7-, 7, 10",
        "bytes=7-99999999999, 7, 10",
        "bytes=-3, 7, 10",
        "bytes=-30, 0, 10"
    })
    void shouldGiveTheBytesAskedFor(String header, int from, int until) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange(from, until));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=999999999999-", "bytes=-0", "bytes=10-20"})
    void shouldSayThatNothingIsThere(String header) {
        assertThat(ByteRange.of(header, 10).empty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=4-2",
                "bytes=0-1,3-4",
                "lines=0-1",
                "nonsense"
            })
    void shouldGiveTheWholeWhereTheHeaderNeedNotBeFollowed(String header) {
        assertThat(ByteRange.of(header, 10).whole(10)).isTrue();
    }

    @Test
    void shouldGiveTheWholeWithoutAHeader() {
        assertThat(ByteRange.of(null, 0).whole(0)).isTrue();
    }
}
