package dev.workrail.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PastSessionTest {
    private static final int MANY = 8_000;

    @Test
    void shouldTellTheSameOfANumberAlways() {
        assertThat(Traits.of(4_711)).isEqualTo(Traits.of(4_711));
        assertThat(Traits.of(4_711)).isNotEqualTo(Traits.of(4_712));
    }

    @Test
    void shouldKeepAFamilyInOneOrgUnderItsHead() {
        for (long family = 0; family < MANY; family += 8) {
            // given
            Traits head = Traits.of(family);

            // when
            List<Traits> children =
                    LongStream.range(family + 1, family + 8)
                            .mapToObj(Traits::of)
                            .filter(member -> member.parent() != null)
                            .toList();

            // then
            assertThat(head.parent()).isNull();
            assertThat(children)
                    .hasSize(2)
                    .allSatisfy(child -> {
                        assertThat(child.parent()).isEqualTo(head.session());
                        assertThat(child.root()).isEqualTo(head.session());
                        assertThat(child.org()).isEqualTo(head.org());
                    });
        }
    }

    @Test
    void shouldLeaveMostInTheMainOrgSomeUnendedAndSomeFailed() {
        // when
        List<Traits> all = LongStream.range(0, MANY).mapToObj(Traits::of).toList();

        // then
        assertThat(all).filteredOn(each -> each.org().equals(Traits.MAIN)).hasSize(MANY * 19 / 20);
        assertThat(all).filteredOn(each -> each.outcome() == null).hasSizeBetween(10, 40);
        assertThat(all).extracting(Traits::outcome).contains(Outcome.values());
        assertThat(Traits.orgs()).containsAll(all.stream().map(Traits::org).distinct().toList());
    }

    @Test
    void shouldLeaveAsManyEventsAsItSays() {
        for (int steps : new int[] {0, 1, 5}) {
            for (long number = 0; number < 1_000; number++) {
                // given
                List<SessionRecord> log = new ArrayList<>();
                Traits traits = Traits.of(number);

                // when
                new PastSession(traits, steps, _ -> {}, log::add).tell();

                // then
                assertThat(log.stream().mapToInt(PastSessionTest::rows).sum())
                        .isEqualTo(PastSession.events(traits, steps));
            }
        }
    }

    private static int rows(SessionRecord record) {
        return record instanceof SessionRecord.Segment segment
                ? segment.events().size() + segment.effects().size()
                : 1;
    }
}
