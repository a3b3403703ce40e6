package dev.workrail.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.testkit.Triggers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QueueDepthsTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final TriggerId FIX = new TriggerId("fix");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final QueueDepths depths = new QueueDepths();

    @Test
    void shouldCountWhatWaitsAndNotWhatRuns() {
        apply(queued(1), queued(2), dispatched(1));

        assertThat(depths.waiting(ACME, FIX)).isEqualTo(1);
        assertThat(depths.waiting(ACME, new TriggerId("other"))).isZero();

        apply(requeued(1), closed(2));

        assertThat(depths.waiting(ACME, FIX)).isEqualTo(1);
    }

    @Test
    void shouldIgnoreSessionsItNeverSawQueued() {
        apply(dispatched(1), requeued(1), closed(1));

        assertThat(depths.waiting(ACME, FIX)).isZero();
    }

    @Test
    void shouldKnowWhatIsPausedByItsOrgOrByItself() {
        Scope org = new Scope(ACME, null, null, null);
        Scope trigger = new Scope(ACME, null, FIX, null);

        apply(paused(trigger));

        assertThat(depths.paused(ACME, FIX)).isTrue();
        assertThat(depths.paused(ACME, new TriggerId("other"))).isFalse();
        assertThat(depths.paused(new OrgId("zeta"), FIX)).isFalse();

        apply(paused(org), unpaused(trigger));

        assertThat(depths.paused(ACME, new TriggerId("other"))).isTrue();

        apply(unpaused(org));

        assertThat(depths.paused(ACME, FIX)).isFalse();
    }

    private static SchedulingEvent paused(Scope scope) {
        return new SchedulingEvent.Paused(
                ACME, scope, new CommandId("cmd_1"), "ada", "release", AT, AT);
    }

    private static SchedulingEvent unpaused(Scope scope) {
        return new SchedulingEvent.Unpaused(ACME, scope, new CommandId("cmd_2"), "ada", null, AT);
    }

    /// Repeats and gaps in the log never make the count wrong for what is known.
    @Property(tries = 500)
    void shouldAgreeWithAPlainCount(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 19) Integer> steps) {
        QueueDepths counted = new QueueDepths();
        Map<Integer, Boolean> model = new HashMap<>();
        for (int step : steps) {
            int session = step % 5;
            switch (step / 5) {
                case 0 -> {
                    counted.apply(queued(session));
                    model.putIfAbsent(session, true);
                }
                case 1 -> {
                    counted.apply(dispatched(session));
                    model.computeIfPresent(session, (id, waits) -> false);
                }
                case 2 -> {
                    counted.apply(requeued(session));
                    model.computeIfPresent(session, (id, waits) -> true);
                }
                default -> {
                    counted.apply(closed(session));
                    model.remove(session);
                }
            }
        }

        long waiting = model.values().stream().filter(waits -> waits).count();
        assertThat(counted.waiting(ACME, FIX)).isEqualTo((int) waiting);
    }

    private void apply(SchedulingEvent... events) {
        List.of(events).forEach(depths::apply);
    }

    private static SchedulingEvent queued(int session) {
        return new SchedulingEvent.Queued(
                ACME,
                new SessionSpec(
                        id(session),
                        ACME,
                        null,
                        id(session),
                        new TriggerEventId("te_1"),
                        Triggers.with("x", null, List.of(), List.of()),
                        null,
                        "w",
                        "x",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        AT),
                List.of(),
                AT);
    }

    private static SchedulingEvent dispatched(int session) {
        return new SchedulingEvent.Dispatched(ACME, id(session), 1, 1, new PoolId("default"), AT);
    }

    private static SchedulingEvent requeued(int session) {
        return new SchedulingEvent.Requeued(ACME, id(session), 1, "expired", 1, AT);
    }

    private static SchedulingEvent closed(int session) {
        return new SchedulingEvent.Closed(ACME, id(session), Outcome.SUCCESS, null, List.of(), AT);
    }

    private static SessionId id(int session) {
        return new SessionId("sess_" + session);
    }
}
