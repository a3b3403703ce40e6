package dev.workrail.projections.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.WaitFor;
import dev.workrail.projections.proof.ProofContributions;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// The two logs are read at their own pace, so what they make together must not depend on it.
class SessionFoldPropertyTest {
    @Property(tries = 300)
    void shouldGiveTheSameViewHoweverTheLogsInterleave(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = told(random);

        SessionState told = story.state();
        SessionState shuffled = interleaved(story, random);

        assertThat(SessionFold.view(shuffled)).isEqualTo(SessionFold.view(told));
        assertThat(ProofContributions.of(shuffled)).isEqualTo(ProofContributions.of(told));
    }

    @Property(tries = 100)
    void shouldSurviveBeingStored(@ForAll long seed) {
        SessionState state = told(new Random(seed)).state();

        SessionState read = ContractsJson.read(ContractsJson.write(state), SessionState.class);

        assertThat(read).isEqualTo(state);
    }

    private static SessionState interleaved(Story story, Random random) {
        SessionState state = SessionState.START;
        int decision = 0;
        int record = 0;
        while (decision < story.decisions().size() || record < story.log().size()) {
            boolean scheduled =
                    record == story.log().size()
                            || (decision < story.decisions().size() && random.nextBoolean());
            SessionInput next =
                    scheduled
                            ? new SessionInput.Scheduled(story.decisions().get(decision++))
                            : new SessionInput.Logged(story.log().get(record++));
            state = SessionFold.apply(state, next);
        }
        return state;
    }

    private static Story told(Random random) {
        Story story = new Story("acme", "sess_1").queued();
        int chapters = 1 + random.nextInt(12);
        for (int i = 0; i < chapters; i++) {
            chapter(story, random);
        }
        return story;
    }

    private static void chapter(Story story, Random random) {
        long epoch = story.state().log().filter().epoch();
        switch (random.nextInt(11)) {
            case 0, 1 -> story.running();
            case 2 -> story.turn(10, 1, 100);
            case 3 ->
                    story.events(new SessionEvent.ToolCallStarted("c", "Write", "w"))
                            .events(new SessionEvent.ToolCallCompleted("c", "Write", 1, "w"));
            case 4 -> story.committed(Story.COMMIT, Story.TREE);
            case 5 ->
                    story.verified(
                            Gate.UNIT_TESTS,
                            random.nextBoolean(),
                            Story.change(Story.COMMIT, Story.TREE));
            case 6 -> story.reviewed(random.nextBoolean() ? "clean" : "blocking");
            case 10 -> story.erased(Fact.Erased.RETENTION);
            case 7 -> story.ended(Outcome.SUCCESS).closed(Outcome.SUCCESS);
            case 8 -> {
                WaitFor wait = new WaitFor.AnyCommand(List.of("answer"));
                story.effects(new Effect.Parked(wait, "asks"))
                        .decide(
                                new SchedulingEvent.Parked(
                                        story.org(), story.session(), wait, story.now()));
            }
            default ->
                    story.decide(
                            new SchedulingEvent.Requeued(
                                    story.org(),
                                    story.session(),
                                    epoch,
                                    "expired",
                                    1,
                                    story.now()));
        }
    }
}
