package dev.workrail.console.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.testkit.Triggers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WholeEventTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");
    private static final SourceIdentity DUE =
            new SourceIdentity("schedule", "time", "acme/fix", "2026-03-01T02:00:00Z");

    @Test
    void shouldTakeTheEventThatLiesThere() {
        assertThat(WholeEvent.of(ACME, "te_1", accepted("te_1"))).contains(accepted("te_1"));
    }

    /// Positions come from rows; whatever lies at one is another's until it says whose it is.
    @Test
    void shouldTakeNothingThatIsAnotherEventOrAnotherOrgs() {
        assertThat(WholeEvent.of(ACME, "te_1", accepted("te_2"))).isEmpty();
        assertThat(WholeEvent.of(new OrgId("globex"), "te_1", accepted("te_1"))).isEmpty();
        assertThat(WholeEvent.of(ACME, "te_1", "a text")).isEmpty();
    }

    @Test
    void shouldFindWhatAScheduleFiredInTheDecisionThatTookIt() {
        // when
        TriggerEvent.Accepted event = WholeEvent.of(ACME, "te_1", queued("te_1")).orElseThrow();

        // then
        assertThat(event.id()).isEqualTo(new TriggerEventId("te_1"));
        assertThat(event.goal()).isEqualTo("Nightly");
        assertThat(event.source()).isEqualTo(DUE);
        assertThat(event.deliveryId()).isEqualTo("2026-03-01T02:00:00Z");
        assertThat(event.receivedAt()).isEqualTo(AT);
    }

    @Test
    void shouldSayWhatItReplaysAndKeepTheRest() {
        // given
        TriggerEvent.Accepted was = accepted("te_1");

        // when
        TriggerEvent.Accepted again = was.again(new TriggerEventId("te_9"), AT.plusSeconds(60));

        // then
        assertThat(again.replayOf()).isEqualTo(was.id());
        assertThat(again.session()).isNotEqualTo(was.session());
        assertThat(again.goal()).isEqualTo(was.goal());
        assertThat(again.source()).isEqualTo(was.source());
        assertThat(again.receivedAt()).isEqualTo(AT.plusSeconds(60));
    }

    private static TriggerEvent.Accepted accepted(String id) {
        return new TriggerEvent.Accepted(
                new TriggerEventId(id),
                ACME,
                Triggers.with("Fix it", null, List.of(), List.of()),
                1,
                "issues",
                "opened",
                "d-1",
                new SourceIdentity("github", "issue", "a/b#1", "r1"),
                null,
                null,
                AT,
                "Fix it",
                JsonNodeFactory.instance.objectNode(),
                List.of());
    }

    private static SchedulingEvent queued(String event) {
        SessionId session = new SessionId("sess_1");
        return new SchedulingEvent.Queued(
                ACME,
                new SessionSpec(
                        session,
                        ACME,
                        null,
                        session,
                        new TriggerEventId(event),
                        Triggers.of(
                                "schedule",
                                "Nightly",
                                null,
                                List.of(),
                                List.of(),
                                Map.of(),
                                List.of()),
                        DUE,
                        "nightly",
                        "Nightly",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        AT),
                List.of(),
                AT.plusSeconds(1));
    }
}
