package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.contracts.trigger.TriggerEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A log told record by record to the decider, which answers as it would in service: what it
/// remembers is kept in a map, and every decision's events are folded a second time to prove that
/// the state is nothing but their fold.
final class Story {
    static final DomainId DOMAIN = new DomainId("default");
    static final PoolId POOL = new PoolId("default");

    private final SchedulerDecider decider;
    private final Map<String, Remembered> memory = new HashMap<>();
    private final Map<SessionId, SessionSpec> specs = new HashMap<>();
    private final Map<SessionId, Checkpoint> checkpoints = new HashMap<>();
    private final List<SchedulerEvent> events = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<String, Object> saved = new HashMap<>();
    private SchedulerState state;
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private int configVersion;

    Story() {
        this(SchedulerSettings.defaults(DOMAIN));
    }

    Story(SchedulerSettings settings) {
        this.decider = new SchedulerDecider(settings);
        this.state = SchedulerState.empty(settings.window());
    }

    SchedulerState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    Decision tell(Input input) {
        return tell(input, now);
    }

    private Decision tell(Input input, Instant at) {
        Decision decision = decider.decide(state, input, at);
        SchedulerState folded = state;
        for (SchedulerEvent event : decision.events()) {
            folded = folded.evolve(event);
            keep(event);
        }
        assertThat(folded).as("the state is the fold of the events").isEqualTo(decision.next());
        SavedState.changes(state, decision)
                .forEach((key, entry) -> {
                    saved.remove(key);
                    entry.ifPresent(present -> saved.put(key, present));
                });
        state = folded;
        events.addAll(decision.events());
        outputs.addAll(decision.outputs());
        return decision;
    }

    private void keep(SchedulerEvent event) {
        switch (event) {
            case SchedulerEvent.Remember remember -> memory.put(remember.hash(), remember.what());
            case SchedulerEvent.Progressed progressed -> {
                if (progressed.checkpoint() != null) {
                    checkpoints.put(progressed.session(), progressed.checkpoint());
                }
            }
            case SchedulerEvent.Said said -> {
                if (said.event() instanceof SchedulingEvent.Queued queued) {
                    specs.put(queued.spec().session(), queued.spec());
                }
            }
            default -> {}
        }
    }

    // --- the log -------------------------------------------------------------------------------

    SessionId fires(TriggerEvent.Accepted event) {
        tell(new Input.Accepted(event, memory::get));
        return event.session();
    }

    /// What was accepted at a time that has passed comes to its decision.
    SessionId fired(TriggerEvent.Accepted event, Instant at) {
        tell(new Input.Accepted(event, memory::get), at);
        return event.session();
    }

    void configures(ConfigValue value) {
        configures(value, ++configVersion);
    }

    void configures(ConfigValue value, long version) {
        tell(new Input.Configured(value.key(), ConfigRecord.of(version, value)));
    }

    void commands(Command command) {
        tell(new Input.Commanded(command, specs::get));
    }

    void writes(SessionRecord record) {
        tell(new Input.Logged(record, specs::get));
    }

    /// A worker says what it has and runs.
    void beats(String worker, int slots, FleetEvent.Running... running) {
        beats(worker, slots, false, running);
    }

    void beats(String worker, int slots, boolean draining, FleetEvent.Running... running) {
        tell(
                new Input.Beat(
                        new FleetEvent.Heartbeat(
                                new WorkerId(worker),
                                DOMAIN,
                                POOL,
                                slots,
                                draining,
                                List.of(running),
                                "test",
                                now)));
    }

    /// Time passes, a tick a second.
    void passes(Duration time) {
        for (long i = 0; i < time.toSeconds(); i++) {
            ticks();
        }
    }

    /// Time passes while a worker lives and runs `running`.
    void passes(Duration time, String worker, int slots, FleetEvent.Running... running) {
        for (long i = 0; i < time.toSeconds(); i++) {
            ticks();
            beats(worker, slots, running);
        }
    }

    void ticks() {
        jumps(Duration.ofSeconds(1));
    }

    void jumps(Duration time) {
        now = now.plus(time);
        tell(new Input.Ticked(memory::get));
    }

    void tookOver() {
        tell(new Input.TookOver(now));
    }

    // --- a worker's part -----------------------------------------------------------------------

    SessionRecord.Claimed claim(SessionId session, long epoch, String worker, String claim) {
        SessionRecord.Claimed claimed =
                new SessionRecord.Claimed(
                        session, Given.ORG, epoch, new ClaimId(claim), new WorkerId(worker), now);
        writes(claimed);
        return claimed;
    }

    /// Claims the last offer of a session and answers the epoch.
    long claims(SessionId session, String worker) {
        long epoch = offered(session);
        claim(session, epoch, worker, "clm_" + worker + "_" + epoch);
        return epoch;
    }

    void segment(SessionRecord.Claimed under, String step, Effect... effects) {
        writes(
                new SessionRecord.Segment(
                        under.session(),
                        under.org(),
                        under.epoch(),
                        under.claim(),
                        now,
                        List.of(),
                        List.of(effects),
                        Given.checkpoint(step)));
    }

    void segment(SessionId session, String worker, String step, Effect... effects) {
        segment(held(session, worker), step, effects);
    }

    void ends(SessionId session, String worker, Outcome outcome) {
        segment(session, worker, "last", new Effect.Ended(outcome, null, null));
    }

    void parks(SessionId session, String worker, WaitFor waitFor) {
        segment(session, worker, "wait", new Effect.Parked(waitFor, "waits"));
    }

    void releases(SessionId session, String worker, String reason) {
        SessionRecord.Claimed held = held(session, worker);
        writes(
                new SessionRecord.Released(
                        session,
                        held.org(),
                        held.epoch(),
                        held.claim(),
                        now,
                        reason,
                        reason.equals("failed") ? "No space left on device" : null));
    }

    SessionRecord.Claimed held(SessionId session, String worker) {
        long epoch = state.sessions().get(session).filter().epoch();
        return new SessionRecord.Claimed(
                session,
                Given.ORG,
                epoch,
                new ClaimId("clm_" + worker + "_" + epoch),
                new WorkerId(worker),
                now);
    }

    FleetEvent.Running running(SessionId session) {
        return new FleetEvent.Running(session, state.sessions().get(session).filter().epoch());
    }

    // --- what came of it -----------------------------------------------------------------------

    Phase phase(SessionId session) {
        SessionEntry entry = state.sessions().get(session);
        return entry == null ? null : entry.phase();
    }

    Checkpoint checkpoint(SessionId session) {
        return checkpoints.get(session);
    }

    /// What a store would hold by now.
    Map<String, Object> saved() {
        return saved;
    }

    List<Output.Offer> offers() {
        return outputs.stream()
                .filter(Output.Offer.class::isInstance)
                .map(Output.Offer.class::cast)
                .toList();
    }

    long offered(SessionId session) {
        return offers(session).getLast().epoch();
    }

    List<Output.Offer> offers(SessionId session) {
        return offers().stream().filter(offer -> offer.session().equals(session)).toList();
    }

    List<Output.Letter> letters() {
        return outputs.stream()
                .filter(Output.Letter.class::isInstance)
                .map(Output.Letter.class::cast)
                .toList();
    }

    <T extends SchedulingEvent> List<T> said(Class<T> kind) {
        return events.stream()
                .filter(SchedulerEvent.Said.class::isInstance)
                .map(event -> ((SchedulerEvent.Said) event).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    <T extends SchedulerEvent.Noted> List<T> noted(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends LeaseEvent> List<T> answered(Class<T> kind) {
        return events.stream()
                .filter(SchedulerEvent.Answered.class::isInstance)
                .map(event -> ((SchedulerEvent.Answered) event).event())
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    static JsonNodeFactory json() {
        return JsonNodeFactory.instance;
    }
}
