package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter;
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
import java.util.TreeMap;

/// A fleet that does anything it may do at any moment: takes old dispatches, claims twice, writes
/// after it lost its lease, falls silent, comes back. Each move is a number, so that a run that
/// breaks a law can be made small.
final class Chaos {
    static final int ORG_LIMIT = 3;
    static final List<ConfigValue.Trigger> TRIGGERS =
            List.of(
                    Given.trigger("serial", Concurrency.SERIAL),
                    Given.trigger(
                            Given.ORG, "parallel", Concurrency.PARALLEL, null, 2, "mid", "ws"),
                    Given.trigger("newest", Concurrency.NEWEST_WINS));
    private static final int WORKERS = 3;
    private static final int SLOTS = 2;

    final Story story = new Story();
    final Map<SessionId, EpochFilter> filters = new HashMap<>();
    final List<TriggerEvent.Accepted> accepted = new ArrayList<>();

    /// What each worker believes it holds, right or wrong, by session.
    private final List<Map<SessionId, SessionRecord.Claimed>> beliefs = new ArrayList<>();

    /// The last sign of life under each lease, by session and epoch.
    private final Map<FleetEvent.Running, Instant> signs = new HashMap<>();

    private int claims;
    private int expiries;

    /// Since when ticks have come without a gap or a take-over; null before the first.
    private Instant steadySince;

    Chaos() {
        for (int worker = 0; worker < WORKERS; worker++) {
            beliefs.add(new TreeMap<>());
        }
        story.configures(Given.org(ORG_LIMIT, null, Map.of("mid", 1)));
        TRIGGERS.forEach(trigger -> story.configures(trigger));
        tick(Duration.ofSeconds(1));
    }

    /// Whether more than one record is read in this move.
    static boolean takesTime(int number) {
        return number % 16 == 8;
    }

    void move(int number) {
        int arg = number / 16;
        switch (number % 16) {
            case 0, 1 -> fire(arg);
            case 2, 3, 4 -> takeDispatch(arg);
            case 5, 6 -> beat(arg % WORKERS);
            case 7 -> tick(Duration.ofSeconds(1));
            case 8 -> {
                for (int second = 0; second < 10; second++) {
                    tick(Duration.ofSeconds(1));
                }
            }
            case 9 -> write(arg, new Effect[0]);
            case 10 -> write(arg, new Effect.Ended(outcome(arg), null, null));
            case 11 -> park(arg);
            case 12 -> release(arg);
            case 13 -> beliefs.get(arg % WORKERS).clear();
            case 14 -> command(arg);
            default -> rare(arg);
        }
    }

    private void tick(Duration after) {
        boolean gap = after.compareTo(story.state().window().dividedBy(2)) > 0;
        story.jumps(after);
        steadySince = gap || steadySince == null ? story.now() : steadySince;
        List<LeaseEvent.Expired> expired = story.answered(LeaseEvent.Expired.class);
        for (LeaseEvent.Expired lease : expired.subList(expiries, expired.size())) {
            Instant sign = signs.get(new FleetEvent.Running(lease.session(), lease.epoch()));
            assertThat(sign.plus(story.state().window()))
                    .as("a lease expires a window after its last sign of life, and not before")
                    .isBefore(story.now());
            assertThat(steadySince.plus(story.state().window()))
                    .as("nothing expires before the backlog of a take-over or gap has been read")
                    .isBefore(story.now());
        }
        expiries = expired.size();
    }

    private void fire(int arg) {
        ConfigValue.Trigger trigger = TRIGGERS.get(arg % TRIGGERS.size());
        String source = arg % 5 == 0 ? null : (arg / 7) % 4 + "@" + (arg / 3) % 3;
        String replayOf = arg % 11 == 0 ? "x" : null;
        TriggerEvent.Accepted event =
                Given.event(
                        trigger,
                        trigger.trigger() + "-" + arg % 40,
                        source,
                        replayOf,
                        arg % 13 == 0 ? "labeled" : "opened");
        accepted.add(event);
        story.fires(event);
    }

    /// Any dispatch ever written may be taken, also twice and late.
    private void takeDispatch(int arg) {
        List<Output.Offer> offers = story.offers();
        if (offers.isEmpty()) {
            return;
        }
        // Mostly one of the latest, as a queue would have it.
        int back = arg % 5 == 0 ? arg % offers.size() : Math.min(arg % 3, offers.size() - 1);
        Output.Offer offer = offers.get(offers.size() - 1 - back);
        int worker = (arg / 5) % WORKERS;
        claim(offer.session(), offer.epoch(), worker);
    }

    void claim(SessionId session, long epoch, int worker) {
        long offered = story.offered(session);
        Phase before = story.phase(session);
        SessionRecord.Claimed claim = story.claim(session, epoch, "w" + worker, "clm_" + ++claims);
        filters.merge(session, EpochFilter.START.after(claim), (now, ignored) -> now.after(claim));
        boolean granted =
                story.answered(LeaseEvent.Granted.class).stream()
                        .anyMatch(grant -> grant.claim().equals(claim.claim()));
        if (granted) {
            assertThat(epoch).as("only the last offer is granted").isEqualTo(offered);
            beliefs.get(worker).put(session, claim);
            sign(claim);
        }
        if (before instanceof Phase.Leased leased && epoch <= leased.epoch()) {
            assertThat(story.phase(session))
                    .as("a claim that comes late or second takes nothing from the holder")
                    .isEqualTo(before);
        }
    }

    private void sign(SessionRecord.Claimed claim) {
        signs.put(new FleetEvent.Running(claim.session(), claim.epoch()), story.now());
    }

    void beat(int worker) {
        beliefs.get(worker).values().forEach(this::sign);
        story.beats(
                "w" + worker,
                SLOTS,
                beliefs.get(worker).values().stream()
                        .map(claim -> new FleetEvent.Running(claim.session(), claim.epoch()))
                        .toArray(FleetEvent.Running[]::new));
    }

    private SessionRecord.Claimed believed(int arg) {
        Map<SessionId, SessionRecord.Claimed> held = beliefs.get(arg % WORKERS);
        return held.isEmpty() ? null : List.copyOf(held.values()).get((arg / 3) % held.size());
    }

    private void write(int arg, Effect... effects) {
        SessionRecord.Claimed claim = believed(arg);
        if (claim == null) {
            return;
        }
        EpochFilter filter = filters.getOrDefault(claim.session(), EpochFilter.START);
        boolean live = story.phase(claim.session()) != null;
        boolean counts =
                live && filter.epoch() == claim.epoch() && claim.claim().equals(filter.holder());
        sign(claim);
        int before = story.noted(SchedulerEvent.Progressed.class).size();
        story.segment(claim, "step" + arg % 2, effects);
        assertThat(story.noted(SchedulerEvent.Progressed.class).size() - before)
                .as("a segment counts where its writer holds the session, and only there")
                .isEqualTo(counts ? 1 : 0);
        if (effects.length > 0) {
            beliefs.get(arg % WORKERS).remove(claim.session());
        }
    }

    private static Outcome outcome(int arg) {
        return arg % 4 == 0 ? Outcome.ERROR : Outcome.SUCCESS;
    }

    private void park(int arg) {
        SessionRecord.Claimed claim = believed(arg);
        if (claim == null) {
            return;
        }
        Effect.SpawnChild child =
                new Effect.SpawnChild("c" + arg % 3, "review", "Look", Story.json().objectNode());
        switch (arg % 3) {
            case 0 ->
                    write(
                            arg,
                            new Effect.Parked(
                                    new WaitFor.Timer(story.now().plusSeconds(arg % 20)), "t"));
            case 1 -> write(arg, new Effect.Parked(new WaitFor.Verdict("g", "s", "human"), "v"));
            default ->
                    write(
                            arg,
                            child,
                            new Effect.Parked(
                                    new WaitFor.Child(List.of(child.session(claim.session()))),
                                    "c"));
        }
    }

    private void release(int arg) {
        SessionRecord.Claimed claim = believed(arg);
        if (claim != null) {
            Phase before = story.phase(claim.session());
            boolean holder =
                    before instanceof Phase.Leased leased && leased.claim().equals(claim.claim());
            beliefs.get(arg % WORKERS).remove(claim.session());
            story.writes(
                    new SessionRecord.Released(
                            claim.session(),
                            claim.org(),
                            claim.epoch(),
                            claim.claim(),
                            story.now(),
                            arg % 2 == 0 ? "drained" : "failed",
                            null));
            Phase after = story.phase(claim.session());
            boolean same = java.util.Objects.equals(before, after);
            assertThat(same)
                    .as("giving back frees the slot where the giver holds it, and only there")
                    .isNotEqualTo(holder);
        }
    }

    private void command(int arg) {
        List<SessionId> live = live();
        if (live.isEmpty()) {
            return;
        }
        SessionId session = live.get(arg % live.size());
        switch (arg % 5) {
            case 0 -> story.commands(Given.cancel(session));
            case 1 -> story.commands(Given.verdict(session, "g"));
            case 2 -> story.commands(Given.resume(session));
            case 3 -> story.commands(Given.steer(session, "s" + arg % 7));
            default -> kill(session);
        }
    }

    private void kill(SessionId session) {
        story.commands(Given.kill(Scope.of(Given.ORG, session), false));
        SessionEntry entry = story.state().sessions().get(session);
        if (entry != null) {
            assertThat(entry.stopping()).as("killed where it stood, or told to stop").isNotNull();
            assertThat(story.answered(LeaseEvent.Revoked.class))
                    .as("whoever holds it is told")
                    .anyMatch(told ->
                            told.session().equals(session)
                                    && told.epoch() == ((Phase.Leased) entry.phase()).epoch());
        }
    }

    private void rare(int arg) {
        Scope scope = new Scope(Given.ORG, null, TRIGGERS.get(arg % 3).trigger(), null);
        Scope all = new Scope(Given.ORG, null, null, null);
        switch (arg % 9) {
            case 0 -> {
                story.tookOver();
                steadySince = null;
            }
            case 1 -> story.commands(Given.kill(scope, true));
            case 2 -> story.commands(Given.lift(scope));
            case 3 -> tick(Duration.ofSeconds(40));
            case 4 -> story.commands(Given.pause(scope));
            case 5 -> story.commands(Given.unpause(scope));
            case 6 -> story.commands(Given.pause(all));
            case 7 -> story.commands(Given.unpause(all));
            default -> story.beats("w" + arg % WORKERS, SLOTS, true);
        }
    }

    /// From here on everything goes well: the fleet lives, takes what it is offered and ends it.
    void calm() {
        for (ConfigValue.Trigger trigger : TRIGGERS) {
            Scope scope = new Scope(Given.ORG, null, trigger.trigger(), null);
            story.commands(Given.lift(scope));
            story.commands(Given.unpause(scope));
        }
        story.commands(Given.unpause(new Scope(Given.ORG, null, null, null)));
        beliefs.forEach(Map::clear);
        // What was offered before and not claimed is lost: only what is offered anew is taken.
        int before = story.offers().size();
        for (int second = 0; second < 400 && !story.state().sessions().isEmpty(); second++) {
            tick(Duration.ofSeconds(1));
            beat(0);
            if (second % 20 == 0) {
                live().forEach(session -> story.commands(Given.verdict(session, "g")));
            }
            List<Output.Offer> offers = story.offers();
            for (Output.Offer offer : List.copyOf(offers.subList(before, offers.size()))) {
                claim(offer.session(), offer.epoch(), 0);
                SessionRecord.Claimed held = beliefs.get(0).remove(offer.session());
                if (held != null) {
                    story.segment(held, "last", new Effect.Ended(Outcome.SUCCESS, null, null));
                }
            }
            before = offers.size();
        }
        assertThat(story.state().sessions().isEmpty()).isTrue();
    }

    private List<SessionId> live() {
        return story.state().sessions().keys(Integer.MAX_VALUE);
    }
}
