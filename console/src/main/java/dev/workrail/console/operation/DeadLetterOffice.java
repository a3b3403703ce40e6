package dev.workrail.console.operation;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.commands.CommandLog;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.DeadLetterReader;
import dev.workrail.projections.read.Page;
import dev.workrail.projections.read.Paging;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Acts on dead letters and remembers what was decided. Thread-safe; blocks.
///
/// What a replay does is decided by what the letter holds: see [Replay]. Its ids derive from the
/// letter and its time, so a replay that is repeated is one.
@Singleton
public final class DeadLetterOffice {
    /// Letters that one request looks through.
    private static final int MOST_SEEN = 10_000;

    private static final String OPEN = "open";
    private static final String REPLAYED = "replayed";
    private static final String DISCARDED = "discarded";

    private final DeadLetterReader letters;
    private final ConsoleLog log;
    private final CommandLog commands;
    private final TenantTx transactions;
    private final DecisionRows decisions;
    private final AuditTrail audit;
    private final Clock clock;

    public DeadLetterOffice(
            DeadLetterReader letters,
            ConsoleLog log,
            CommandLog commands,
            TenantTx transactions,
            DecisionRows decisions,
            AuditTrail audit,
            Clock clock) {
        this.letters = letters;
        this.log = log;
        this.commands = commands;
        this.transactions = transactions;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
    }

    /// The letters with what was decided about each.
    List<DeadLetterView> decided(OrgId org, List<DeadLetter> letters, boolean withRecord) {
        List<String> ids = letters.stream().map(DeadLetter::id).toList();
        Map<String, DecisionEntity> known =
                transactions.call(org, () -> decisions.about(ids)).stream()
                        .collect(Collectors.toMap(row -> row.letterId, row -> row));
        return letters.stream()
                .map(letter -> DeadLetterView.of(letter, known.get(letter.id()), withRecord))
                .toList();
    }

    /// The letters of a filter about which nothing is decided, oldest first.
    ///
    /// @throws ProblemException 422 `too_many` where more letters match than can be looked through
    List<DeadLetter> open(OrgId org, DeadLetterReader.Filter filter) {
        List<DeadLetter> open = new ArrayList<>();
        Paging paging = new Paging(true, null, Page.MAX);
        for (int seen = 0; seen < MOST_SEEN; seen += Page.MAX) {
            Page<DeadLetter> page = letters.page(org, filter, paging);
            List<DeadLetterView> decided = decided(org, page.items(), false);
            for (int i = 0; i < decided.size(); i++) {
                if (decided.get(i).state().equals(OPEN)) {
                    open.add(page.items().get(i));
                }
            }
            if (page.next() == null) {
                return open;
            }
            paging = new Paging(true, page.next(), Page.MAX);
        }
        throw ProblemException.of(
                ProblemCode.TOO_MANY,
                "the filter means more than %d letters; narrow it".formatted(MOST_SEEN));
    }

    /// @throws ProblemException 409 `decided`, 422 `not_replayable` or 503
    Position replay(OrgId org, DeadLetter letter, String by, @Nullable String reason) {
        expectOpen(org, letter);
        audit.before(org, letter.at().toString(), reason, act(letter, "replay"));
        Position position =
                switch (Replay.of(letter)) {
                    case Replay.Redelivery redelivery ->
                            redeliver(org, letter, redelivery.delivery(), reason);
                    case Replay.Occurrence occurrence -> retrigger(org, letter, occurrence.event());
                    case Replay.PutBack record ->
                            log.writeRaw(
                                    letter.topic(), letter.key(), record.value(), letter.headers());
                    case Replay.Nothing _ -> throw notReplayable(letter);
                };
        decide(org, letter, REPLAYED, by);
        return position;
    }

    /// @throws ProblemException 409 `decided`
    void discard(OrgId org, DeadLetter letter, String by, @Nullable String reason) {
        expectOpen(org, letter);
        audit.before(org, letter.at().toString(), reason, act(letter, "discard"));
        decide(org, letter, DISCARDED, by);
    }

    private static Act act(DeadLetter letter, String verb) {
        return Act.on(
                "dead_letter",
                letter.id(),
                verb,
                Map.of("topic", letter.topic(), "code", letter.code(), "cause", letter.cause()),
                null);
    }

    private Position redeliver(
            OrgId org, DeadLetter letter, DeliveryId delivery, @Nullable String reason) {
        return commands.write(
                        org,
                        letter.id(),
                        letter.id() + "@" + letter.at(),
                        stamp ->
                                new Command.Redeliver(
                                        stamp.id(),
                                        org,
                                        delivery,
                                        stamp.actor(),
                                        reason,
                                        stamp.at()))
                .position();
    }

    private Position retrigger(OrgId org, DeadLetter letter, TriggerEvent.Accepted was) {
        Instant now = clock.instant();
        TriggerEventId id =
                new TriggerEventId(
                        Ids.derive(
                                "te", org.value(), "replay", letter.id(), letter.at().toString()));
        return log.write(
                Topics.TRIGGERS,
                was.config().domain().value(),
                EventCodec.envelope(
                        id.value(),
                        ConsoleLog.SOURCE,
                        org + "/" + id,
                        now,
                        null,
                        was.again(id, now)));
    }

    private static ProblemException notReplayable(DeadLetter letter) {
        return ProblemException.of(
                ProblemCode.NOT_REPLAYABLE,
                "letter '%s' holds no record that could be replayed; discard it"
                        .formatted(letter.id()));
    }

    private void expectOpen(OrgId org, DeadLetter letter) {
        String state = decided(org, List.of(letter), false).getFirst().state();
        if (!state.equals(OPEN)) {
            throw ProblemException.of(
                    ProblemCode.DECIDED, "letter '%s' is %s already".formatted(letter.id(), state));
        }
    }

    private void decide(OrgId org, DeadLetter letter, String decision, String by) {
        transactions.call(
                org,
                () -> {
                    DecisionEntity row =
                            decisions.findByIdOptional(letter.id()).orElseGet(DecisionEntity::new);
                    row.letterId = letter.id();
                    row.decision = decision;
                    row.decidedAt = clock.instant();
                    row.decidedBy = by;
                    decisions.persist(row);
                    return true;
                });
    }
}
