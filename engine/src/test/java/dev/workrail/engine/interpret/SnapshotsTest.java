package dev.workrail.engine.interpret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.engine.json.Digest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The digest is taken over a text written straight; it must be that of the file.
class SnapshotsTest {
    private static final Completed DONE =
            Completed.of(List.of("b", "a", "loop@0::x", "loop@0/in@2::y", "a.b"));
    private static final List<Frame> ONE = List.of(new Frame("loop", 3, 1));
    private static final List<Frame> TWO =
            List.of(new Frame("loop", 3, 1), new Frame("inner", 0, 2));

    static Stream<Arguments> positions() {
        return Stream.of(
                Arguments.of(new Position(Completed.NONE, List.of(), "a"), null),
                Arguments.of(new Position(Completed.NONE, List.of(), null), null),
                Arguments.of(new Position(DONE, List.of(), null), "human_approval"),
                Arguments.of(new Position(DONE, List.of(), "c"), "human_approval"),
                Arguments.of(new Position(DONE, ONE, "c"), null),
                Arguments.of(new Position(DONE, TWO, "c"), "coordinator_eval"),
                Arguments.of(new Position(DONE, TWO, "needs \"escaping\""), null),
                Arguments.of(new Position(DONE, TWO, "back\\slash"), null),
                Arguments.of(new Position(Completed.of(List.of("line\nend", "ü")), ONE, "c"), null),
                Arguments.of(new Position(DONE, List.of(new Frame("a\tb", 0, 0)), "c"), null));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void shouldBeTheDigestOfTheFile(Position position, String gate) {
        assertThat(Snapshots.ref(position, gate))
                .isEqualTo(Digest.of(Snapshots.file(position, gate)));
    }
}
