package dev.workrail.dispatcher.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.Concurrency;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.EpochFilter;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Laws that hold after every move of any history.
class SchedulerLawsTest {
    @Property(tries = 400)
    void shouldKeepEveryLawWhateverTheFleetDoes(
            @ForAll @Size(max = 150) List<@IntRange(min = 0, max = 6000) Integer> moves) {
        // given
        Chaos chaos = new Chaos();

        // when
        for (int move : moves) {
            int offers = chaos.story.offers().size();
            SchedulerState before = chaos.story.state();
            chaos.move(move);

            // then
            if (chaos.story.offers().size() > offers && !Chaos.takesTime(move)) {
                offersFitTheFleet(chaos.story.state());
            }
            nothingNewStartsWhilePaused(before, chaos.story, offers);
            slotsFollowFromSessions(chaos.story.state());
            limitsHold(chaos.story.state());
            leasesAgreeWithTheLog(chaos);
        }
        epochsAreNeverUsedTwice(chaos.story);
        everyEventIsAnsweredOnce(chaos);

        // when all goes well from here
        chaos.calm();

        // then nothing is left behind
        assertThat(chaos.story.state().index()).isEqualTo(Index.EMPTY);
        everySessionEndsOnce(chaos.story);
        epochsAreNeverUsedTwice(chaos.story);
        savedStateIsTheState(chaos.story);
    }

    @Property(tries = 100)
    void shouldComeBackFromItsSavedEntriesAsItWas(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 6000) Integer> moves) {
        Chaos chaos = new Chaos();
        moves.forEach(chaos::move);
        savedStateIsTheState(chaos.story);
    }

    /// The index is what the sessions make it: no slot is held by nobody.
    private static void slotsFollowFromSessions(SchedulerState state) {
        Index rebuilt = Index.EMPTY;
        int holding = 0;
        for (SessionEntry entry : state.sessions().values()) {
            rebuilt = rebuilt.replace(null, entry);
            holding += entry.phase().holdsSlot() ? 1 : 0;
        }
        assertThat(state.index()).isEqualTo(rebuilt);
        assertThat(state.index().holdersOf(Place.DOMAIN_KEY).size()).isEqualTo(holding);
    }

    /// What is on its way to a pool has a slot there that is free.
    private static void offersFitTheFleet(SchedulerState state) {
        Instant tick = state.pulse().tickedAt();
        int free = 0;
        for (WorkerEntry worker : state.workers().values()) {
            boolean live = !worker.seenAt().plus(state.window()).isBefore(tick);
            long held =
                    state.sessions().values().stream()
                            .filter(entry ->
                                    entry.phase() instanceof Phase.Leased leased
                                            && leased.worker().equals(worker.worker()))
                            .count();
            free += live && !worker.draining() ? (int) Math.max(0, worker.slots() - held) : 0;
        }
        long issued =
                state.sessions().values().stream()
                        .filter(entry -> entry.phase() instanceof Phase.Issued)
                        .count();
        assertThat(issued).isLessThanOrEqualTo(free);
    }

    /// What is offered though it is paused before and after the move was held by a worker before,
    /// or works for one that was.
    private static void nothingNewStartsWhilePaused(
            SchedulerState before, Story story, int offers) {
        List<Output.Offer> made = story.offers();
        for (Output.Offer offer : made.subList(offers, made.size())) {
            SessionEntry entry = story.state().sessions().get(offer.session());
            if (entry != null
                    && !Pauses.covering(before, entry.place()).isEmpty()
                    && !Pauses.covering(story.state(), entry.place()).isEmpty()) {
                assertThat(entry.begun() || entry.place().child()).isTrue();
            }
        }
    }

    private static void limitsHold(SchedulerState state) {
        int serial = 0;
        int parallel = 0;
        int mid = 0;
        int org = 0;
        for (SessionEntry entry : state.sessions().values()) {
            Place place = entry.place();
            org += entry.phase().holdsSlot() ? 1 : 0;
            mid += entry.phase().holdsSlot() && "mid".equals(place.tier()) ? 1 : 0;
            if (!place.child() && place.trigger().value().equals("parallel")) {
                parallel += entry.phase().holdsSlot() ? 1 : 0;
            }
            if (!place.child() && place.concurrency() == Concurrency.SERIAL) {
                serial += entry.started() ? 1 : 0;
            }
        }
        assertThat(org).isLessThanOrEqualTo(Chaos.ORG_LIMIT);
        assertThat(mid).isLessThanOrEqualTo(1);
        assertThat(parallel).isLessThanOrEqualTo(2);
        assertThat(serial).isLessThanOrEqualTo(1);
    }

    /// Whoever the scheduler takes for the holder is the one every reader of the log takes for it.
    private static void leasesAgreeWithTheLog(Chaos chaos) {
        for (SessionEntry entry : chaos.story.state().sessions().values()) {
            EpochFilter filter = chaos.filters.getOrDefault(entry.session(), EpochFilter.START);
            assertThat(entry.filter()).isEqualTo(filter);
            if (entry.phase() instanceof Phase.Leased leased) {
                assertThat(leased.epoch()).isEqualTo(filter.epoch());
                assertThat(leased.claim()).isEqualTo(filter.holder());
            }
        }
    }

    private static void epochsAreNeverUsedTwice(Story story) {
        Map<SessionId, Long> last = new HashMap<>();
        for (Output.Offer offer : story.offers()) {
            assertThat(offer.epoch()).isGreaterThan(last.getOrDefault(offer.session(), 0L));
            last.put(offer.session(), offer.epoch());
        }
        Set<String> granted = new HashSet<>();
        for (LeaseEvent.Granted grant : story.answered(LeaseEvent.Granted.class)) {
            assertThat(granted.add(grant.session() + "@" + grant.epoch())).isTrue();
        }
    }

    /// Queued, duplicate or dead letter: one of them, once, for each event that was read.
    private static void everyEventIsAnsweredOnce(Chaos chaos) {
        long queued =
                chaos.story.said(SchedulingEvent.Queued.class).stream()
                        .filter(event -> event.spec().parent() == null)
                        .count();
        long duplicates = chaos.story.said(SchedulingEvent.Duplicate.class).size();
        long refused = chaos.story.said(SchedulingEvent.Refused.class).size();
        assertThat(queued + duplicates + refused).isEqualTo(chaos.accepted.size());
        assertThat(chaos.story.letters()).hasSize((int) refused);
    }

    private static void everySessionEndsOnce(Story story) {
        List<SessionId> queued =
                story.said(SchedulingEvent.Queued.class).stream()
                        .map(event -> event.spec().session())
                        .toList();
        List<SessionId> closed =
                story.said(SchedulingEvent.Closed.class).stream()
                        .map(SchedulingEvent.Closed::session)
                        .toList();
        assertThat(closed).containsExactlyInAnyOrderElementsOf(queued).doesNotHaveDuplicates();
    }

    private static void savedStateIsTheState(Story story) {
        Map<String, byte[]> saved = new HashMap<>();
        story.saved().forEach((key, entry) -> saved.put(key, ContractsJson.write(entry)));
        assertThat(SavedState.load(story.state().window(), saved)).isEqualTo(story.state());
    }
}
