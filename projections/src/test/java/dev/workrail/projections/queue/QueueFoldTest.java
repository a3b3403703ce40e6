package dev.workrail.projections.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.schedule.BindingLimit;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.projections.queue.QueueItem.State;
import dev.workrail.projections.session.Story;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueFoldTest {
    private final Story story = new Story("acme", "sess_1");

    @Test
    void shouldKeepWhatHoldsAQueuedSessionBack() {
        BindingLimit limit = new BindingLimit("org", "acme", 4, List.of());
        story.queued()
                .decide(
                        new SchedulingEvent.Waiting(
                                story.org(), story.session(), 7, limit, null, story.now()));

        QueueItem item = item();
        assertThat(item.state()).isEqualTo(State.QUEUED);
        assertThat(item.position()).isEqualTo(7);
        assertThat(item.limit()).isEqualTo(limit);
    }

    @Test
    void shouldForgetPositionAndLimitOnceItRuns() {
        story.queued()
                .decide(
                        new SchedulingEvent.Waiting(
                                story.org(),
                                story.session(),
                                1,
                                new BindingLimit("capacity", "", 4, List.of()),
                                null,
                                story.now()))
                .running();

        assertThat(item().state()).isEqualTo(State.RUNNING);
        assertThat(item().position()).isNull();
        assertThat(item().limit()).isNull();
        assertThat(item().attempt()).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheQueueWhenItIsClosed() {
        story.queued().running().closed(Outcome.SUCCESS);

        assertThat(item()).isNull();
    }

    @Test
    void shouldIgnoreDecisionsAboutASessionThatIsNotInTheQueue() {
        story.running();

        assertThat(item()).isNull();
    }

    private QueueItem item() {
        QueueItem item = null;
        for (SchedulingEvent event : story.decisions()) {
            item = QueueFold.apply(item, event);
        }
        return item;
    }
}
