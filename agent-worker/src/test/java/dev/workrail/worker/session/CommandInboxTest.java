package dev.workrail.worker.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CommandInboxTest {
    private static final OrgId ORG = new OrgId("acme");
    private static final Instant ACCEPTED = Instant.parse("2026-03-01T12:00:00Z");
    private static final ClaimId FIRST = new ClaimId("claim-1");
    private static final ClaimId SECOND = new ClaimId("claim-2");

    private final MutableClock clock = MutableClock.at(ACCEPTED.plusSeconds(10));
    private final CommandInbox inbox = new CommandInbox(clock);

    /// What may happen to the session `one` on a worker, in any order.
    enum Move {
        STEER,
        STEER_ANOTHER,
        OPEN_FIRST,
        CLOSE_FIRST,
        TAKE
    }

    @Test
    void shouldHandOverWhatWasReadBeforeTheSessionWasOpened() {
        // given
        inbox.received(steer("early", "one"));
        inbox.received(steer("elsewhere", "two"));

        // when
        CommandInbox.Box box = inbox.open(FIRST, spec("one"));
        inbox.received(steer("late", "one"));

        // then
        assertThat(ids(box.drain())).containsExactly("early", "late");
        assertThat(box.drain()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsTooOldToBelongToAnOpenGrant() {
        // given
        inbox.received(steer("early", "one"));
        clock.advance(LateCommands.KEPT.plus(Duration.ofSeconds(1)));

        // when
        CommandInbox.Box box = inbox.open(FIRST, spec("one"));

        // then
        assertThat(box.drain()).isEmpty();
    }

    @Test
    void shouldKeepNoMoreThanAThousandCommands() {
        // given
        inbox.received(steer("oldest", "one"));
        for (int i = 0; i < LateCommands.MAX; i++) {
            inbox.received(steer("flood-" + i, "two"));
        }

        // when
        CommandInbox.Box box = inbox.open(FIRST, spec("one"));

        // then
        assertThat(box.drain()).isEmpty();
    }

    @Test
    void shouldRemoveTheWorktreeWhereAKillThatCameBeforeTheInboxSaysSo() {
        // given
        inbox.received(killOfTrigger("on-issue", ACCEPTED.plusSeconds(5), false));

        // when
        CommandInbox.Box box = inbox.open(FIRST, spec("one"));

        // then
        assertThat(box.keepWorktree()).isFalse();
    }

    @Test
    void shouldNotTakeAKillForItsOwnThatWasGivenBeforeTheSessionWasAccepted() {
        // given
        inbox.received(killOfTrigger("on-issue", ACCEPTED.minusSeconds(5), false));

        // when
        CommandInbox.Box box = inbox.open(FIRST, spec("one"));
        inbox.received(killOfTrigger("on-issue", ACCEPTED.plusSeconds(20), true));

        // then
        assertThat(box.keepWorktree()).isTrue();
    }

    @Property
    void shouldGiveEachLeaseEachRecentCommandOfItsSessionOnce(@ForAll("moves") List<Move> moves) {
        // given
        CommandInbox anyInbox = new CommandInbox(clock);
        List<String> sent = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        CommandInbox.Box open = null;

        // when
        for (Move move : moves) {
            switch (move) {
                case STEER -> {
                    sent.add("cmd-" + sent.size());
                    anyInbox.received(steer(sent.getLast(), "one"));
                }
                case STEER_ANOTHER -> anyInbox.received(steer("other-" + sent.size(), "two"));
                case OPEN_FIRST -> open = anyInbox.open(FIRST, spec("one"));
                case CLOSE_FIRST -> {
                    anyInbox.close(FIRST);
                    open = null;
                    taken.clear();
                }
                case TAKE -> {
                    if (open != null) {
                        taken.addAll(ids(open.drain()));
                    }
                }
            }
        }

        // then
        CommandInbox.Box next = anyInbox.open(SECOND, spec("one"));
        assertThat(ids(next.drain())).isEqualTo(sent);
        if (open != null) {
            taken.addAll(ids(open.drain()));
            assertThat(taken).isEqualTo(sent);
        }
    }

    @Provide
    Arbitrary<List<Move>> moves() {
        return Arbitraries.of(Move.values()).list().ofMaxSize(40);
    }

    private static List<String> ids(List<Command> commands) {
        return commands.stream().map(command -> command.id().value()).toList();
    }

    private static Command steer(String id, String session) {
        return new Command.Steer(
                new CommandId(id),
                ORG,
                new SessionId("sess_" + session),
                "ada",
                null,
                "Mind the gap.",
                ACCEPTED);
    }

    private static Command killOfTrigger(String trigger, Instant at, boolean keepWorktree) {
        return new Command.Kill(
                new CommandId("kill-" + at.getEpochSecond()),
                ORG,
                new Scope(ORG, null, new TriggerId(trigger), null),
                "ada",
                null,
                false,
                keepWorktree,
                at);
    }

    private static SessionSpec spec(String name) {
        String json =
                """
                {"session":"sess_%1$s","root":"sess_%1$s","org":"acme","triggerEvent":"trg_%1$s",
                 "trigger":{"kind":"trigger","org":"acme","trigger":"on-issue","provider":"github",
                            "enabled":true,"workflowId":"tiny"},
                 "workflowId":"tiny","goal":"Greet","context":{},"acceptedAt":"%2$s"}\
                """
                        .formatted(name, ACCEPTED);
        return ContractsJson.read(json.getBytes(UTF_8), SessionSpec.class);
    }
}
