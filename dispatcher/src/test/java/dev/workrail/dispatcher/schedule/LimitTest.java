package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LimitTest {
    private final Story story = new Story();
    private final ConfigValue.Trigger parallel = Given.trigger("issues", Concurrency.PARALLEL);

    @BeforeEach
    void fleet() {
        story.ticks();
        story.beats("w1", 8);
    }

    @Test
    void shouldRunASerialTriggerOneByOneInOrderOfArrival() {
        // given
        ConfigValue.Trigger serial = Given.trigger("serial", Concurrency.SERIAL);
        SessionId first = story.fires(Given.event(serial, "d1"));
        SessionId second = story.fires(Given.event(serial, "d2"));
        SessionId third = story.fires(Given.event(serial, "d3"));
        assertThat(dispatched()).containsExactly(first);

        // when
        story.claims(first, "w1");
        story.ends(first, "w1", Outcome.SUCCESS);

        // then
        assertThat(dispatched()).containsExactly(first, second);
        assertThat(story.phase(third)).isInstanceOf(Phase.Waiting.class);
    }

    @Test
    void shouldNameTheLimitThatBindsItsHoldersAndThePosition() {
        // given
        story.configures(Given.org(1, null, Map.of()));
        SessionId first = story.fires(Given.event(parallel, "d1"));
        story.fires(Given.event(parallel, "d2"));

        // when
        SessionId third = story.fires(Given.event(parallel, "d3"));

        // then
        assertThat(waiting(third))
                .last()
                .satisfies(waiting -> {
                    assertThat(waiting.position()).isEqualTo(2);
                    assertThat(waiting.limit().limit()).isEqualTo("org");
                    assertThat(waiting.limit().scope()).isEqualTo("acme");
                    assertThat(waiting.limit().allowed()).isEqualTo(1);
                    assertThat(waiting.limit().holders()).containsExactly(first);
                    assertThat(waiting.predictedStart()).isNull();
                });
    }

    @Test
    void shouldAnswerAgainOnlyWhenTheAnswerChanges() {
        // given
        story.configures(Given.org(1, null, Map.of()));
        SessionId first = story.fires(Given.event(parallel, "d1"));
        SessionId second = story.fires(Given.event(parallel, "d2"));
        SessionId third = story.fires(Given.event(parallel, "d3"));
        story.claims(first, "w1");

        // when nothing changes for ten seconds
        story.passes(Duration.ofSeconds(10), "w1", 8, story.running(first));
        int before = waiting(third).size();
        story.passes(Duration.ofSeconds(10), "w1", 8, story.running(first));

        // then
        assertThat(waiting(third)).hasSize(before);

        // when the first ends
        story.ends(first, "w1", Outcome.SUCCESS);
        story.passes(Duration.ofSeconds(1), "w1", 8);

        // then
        assertThat(waiting(third).getLast().position()).isEqualTo(1);
        assertThat(waiting(third).getLast().limit().holders()).containsExactly(second);
    }

    @Test
    void shouldPredictTheStartFromHowLongSessionsTook() {
        // given a session of the trigger that took 60 seconds
        story.configures(Given.org(1, null, Map.of()));
        SessionId first = story.fires(Given.event(parallel, "d1"));
        story.claims(first, "w1");
        story.passes(Duration.ofSeconds(60), "w1", 8, story.running(first));
        story.ends(first, "w1", Outcome.SUCCESS);
        SessionId second = story.fires(Given.event(parallel, "d2"));
        story.claims(second, "w1");

        // when
        story.fires(Given.event(parallel, "d3"));
        SessionId fourth = story.fires(Given.event(parallel, "d4"));

        // then: one ends in 60 seconds, and the next 60 seconds later
        assertThat(waiting(fourth).getLast().predictedStart())
                .isEqualTo(story.now().plusSeconds(120));
    }

    @Test
    void shouldCountTiersWorkspacesTriggersAndTheDomain() {
        // given
        story.configures(Given.org(null, null, Map.of("heavy", 1)));
        story.configures(Given.workspace("ws", 1));
        story.configures(Given.domain(4));
        ConfigValue.Trigger heavy =
                Given.trigger(Given.ORG, "heavy", Concurrency.PARALLEL, null, null, "heavy", null);
        ConfigValue.Trigger inWorkspace =
                Given.trigger(Given.ORG, "ws", Concurrency.PARALLEL, null, null, null, "ws");
        ConfigValue.Trigger one =
                Given.trigger(Given.ORG, "one", Concurrency.PARALLEL, null, 1, null, null);

        // when
        List<SessionId> second = new ArrayList<>();
        for (ConfigValue.Trigger trigger : List.of(heavy, inWorkspace, one, parallel)) {
            story.fires(Given.event(trigger, trigger.trigger() + "-1"));
            second.add(story.fires(Given.event(trigger, trigger.trigger() + "-2")));
        }

        // then
        assertThat(dispatched()).hasSize(4);
        assertThat(second)
                .extracting(session -> waiting(session).getLast().limit().limit())
                .containsExactly("tier", "workspace", "trigger", "domain");
    }

    @Test
    void shouldCountASessionInTheTierOfItsWorkflowWhereItsTriggerNamesNone() {
        // given
        story.configures(Given.org(null, null, Map.of("heavy", 1, "mid", 1)));
        story.configures(Given.workflow("coding-task", "heavy"));
        ConfigValue.Trigger mid =
                Given.trigger(Given.ORG, "mid", Concurrency.PARALLEL, null, null, "mid", null);

        // when
        SessionId first = story.fires(Given.event(parallel, "d1"));
        SessionId second = story.fires(Given.event(parallel, "d2"));
        SessionId other = story.fires(Given.event(mid, "d3"));

        // then
        assertThat(dispatched()).containsExactly(first, other);
        assertThat(waiting(second).getLast().limit().limit()).isEqualTo("tier");
        assertThat(waiting(second).getLast().limit().scope()).isEqualTo("heavy");

        // when it declares none any more, whoever waits keeps what it was accepted with
        story.configures(Given.workflow("coding-task", null));
        SessionId third = story.fires(Given.event(parallel, "d4"));

        // then
        assertThat(story.phase(third)).isInstanceOf(Phase.Issued.class);
        assertThat(story.phase(second)).isInstanceOf(Phase.Waiting.class);
        assertThat(story.saved().toString())
                .as("of a workflow only its tier is kept")
                .doesNotContain("A long prompt");
    }

    @Test
    void shouldLetOthersPassWhoeverIsBound() {
        // given a serial trigger with a long queue
        ConfigValue.Trigger serial = Given.trigger("serial", Concurrency.SERIAL);
        for (int i = 0; i < 5; i++) {
            story.fires(Given.event(serial, "s" + i));
        }

        // when
        SessionId free = story.fires(Given.event(parallel, "d1"));

        // then
        assertThat(story.phase(free)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldDispatchNothingOfAPausedOrg() {
        // given
        story.configures(Given.paused(true));
        SessionId session = story.fires(Given.event(parallel, "d1"));
        assertThat(waiting(session).getLast().limit().limit()).isEqualTo("paused");

        // when
        story.configures(Given.paused(false));

        // then
        assertThat(story.phase(session)).isInstanceOf(Phase.Issued.class);
    }

    @Test
    void shouldIssueNothingToAWorkerThatDrains() {
        // given
        story.beats("w1", 8, true);

        // when
        SessionId session = story.fires(Given.event(parallel, "d1"));

        // then
        assertThat(waiting(session).getLast().limit().limit()).isEqualTo("capacity");
        assertThat(waiting(session).getLast().limit().allowed()).isZero();
    }

    @Test
    void shouldPutADrainedSessionBackAtItsOldPlaceUncounted() {
        // given a fleet of one slot
        story.beats("w1", 1);
        SessionId first = story.fires(Given.event(parallel, "d1"));
        SessionId second = story.fires(Given.event(parallel, "d2"));
        story.claims(first, "w1");

        // when
        story.releases(first, "w1", "drained");

        // then
        assertThat(dispatched()).containsExactly(first, first);
        assertThat(story.phase(second)).isInstanceOf(Phase.Waiting.class);
        assertThat(story.said(SchedulingEvent.Requeued.class))
                .singleElement()
                .satisfies(requeued -> {
                    assertThat(requeued.reason()).isEqualTo("drained");
                    assertThat(requeued.crashes()).isZero();
                });
    }

    private List<SessionId> dispatched() {
        return story.said(SchedulingEvent.Dispatched.class).stream()
                .map(SchedulingEvent.Dispatched::session)
                .toList();
    }

    private List<SchedulingEvent.Waiting> waiting(SessionId session) {
        return story.said(SchedulingEvent.Waiting.class).stream()
                .filter(waiting -> waiting.session().equals(session))
                .toList();
    }
}
