package dev.workrail.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class PositionReaderIT {
    private final LoopFixture fixture;

    PositionReaderIT(Backend backend) {
        fixture = new LoopFixture(backend);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldReadWhatIsAskedForAndNothingElse() {
        // given
        fixture.publishTicks(0, 1_500);

        // when near ones, far ones, one twice, in no order
        Map<Position, Received<FleetEvent>> found = read(1_499, 3, 3, 700, 4);

        // then
        assertThat(found.keySet()).containsExactlyInAnyOrder(at(3), at(4), at(700), at(1_499));
        assertThat(found.get(at(700)).data()).isEqualTo(Ticks.tick(700).data());
    }

    @Test
    void shouldLeaveOutWhatIsNotThereOrNobodyCanRead() {
        // given
        fixture.publishTicks(0, 1);
        fixture.publishGarbage(Topics.HEARTBEATS.name());
        fixture.publishTicks(1, 2);

        // when
        Map<Position, Received<FleetEvent>> found = read(0, 1, 2, 3, 99);

        // then
        assertThat(found.keySet()).containsExactlyInAnyOrder(at(0), at(2));
    }

    private Map<Position, Received<FleetEvent>> read(long... offsets) {
        List<Position> positions = new ArrayList<>();
        for (long offset : offsets) {
            positions.add(at(offset));
        }
        return fixture.kafka.readAgain("test", List.of(Topics.HEARTBEATS), positions);
    }

    private static Position at(long offset) {
        return new Position(Topics.HEARTBEATS.name(), 0, offset);
    }
}
