package dev.workrail.projections.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.platform.db.DatabaseException;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.ViewDatabase;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sink's promise against a real database: each record once, whoever fails when.
@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class ViewSinkIT {
    @TempDir Path directory;

    private Projections projections;
    private ViewDatabase database;
    private EventPublisher publisher;
    private Backend backend;

    @BeforeEach
    void setUp(Backend backend) throws Exception {
        this.backend = backend;
        projections = new Projections(backend, directory);
        database = projections.database();
        publisher = projections.kafka().publisher("test");
    }

    @AfterEach
    void tearDown() {
        publisher.close();
        projections.close();
    }

    @Test
    void shouldGoOnWhereTheLastMemberStopped() throws Exception {
        // given a member that died after it wrote and before it told the group
        Story story = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        List<Received<Object>> records = Batches.log(story, 0);
        sink().handle(Batches.LOG, records.subList(0, 2), 0, 2);

        // when another takes over
        ViewSink next = sink();
        long start = next.startOf(Batches.LOG).orElseThrow();
        next.handle(Batches.LOG, records.subList(2, 3), start, 3);

        // then
        assertThat(start).isEqualTo(2);
        assertThat(eventIds()).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void shouldWriteNothingForAPartitionThatWentToAnother() throws Exception {
        // given a paused member and one that took its partition
        Story story = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        List<Received<Object>> records = Batches.log(story, 0);
        ViewSink paused = sink();
        long base = paused.startOf(Batches.LOG).orElseThrow();
        sink().handle(Batches.LOG, records.subList(0, 2), 0, 2);
        List<String> before = rows();

        // when the paused one wakes up
        assertThatThrownBy(() -> paused.handle(Batches.LOG, records, base, 3))
                .isInstanceOf(PartitionLostException.class);

        // then
        assertThat(rows()).isEqualTo(before);
        assertThat(sink().startOf(Batches.LOG)).hasValue(2);
    }

    @Test
    void shouldTellFromThePositionWhetherACommitOfUnknownOutcomeCounted() throws Exception {
        // given a commit that counted, but whose answer was lost
        LostAnswer transactions = new LostAnswer();
        ViewSink sink = sink(new TenantTx(database.pool(), transactions));
        Story story = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        List<Received<Object>> records = Batches.log(story, 0);
        transactions.loseNext();
        assertThatThrownBy(() -> sink.handle(Batches.LOG, records.subList(0, 2), 0, 2))
                .isInstanceOf(DatabaseException.class);

        // when the loop tries the batch again, with more behind it
        sink.handle(Batches.LOG, records, 0, 3);

        // then
        assertThat(eventIds()).doesNotHaveDuplicates().hasSize(3);
        assertThat(sink.startOf(Batches.LOG)).hasValue(3);
    }

    @Test
    void shouldWriteABatchAgainWhoseTransactionWasRolledBack() throws Exception {
        LostAnswer transactions = new LostAnswer();
        ViewSink sink = sink(new TenantTx(database.pool(), transactions));
        Story story = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        List<Received<Object>> records = Batches.log(story, 0);
        transactions.rollBackNext();
        assertThatThrownBy(() -> sink.handle(Batches.LOG, records, 0, 3))
                .isInstanceOf(DatabaseException.class);
        assertThat(eventIds()).isEmpty();

        sink.handle(Batches.LOG, records, 0, 3);

        assertThat(eventIds()).hasSize(3);
    }

    @Test
    void shouldLeaveOutWhatTheEpochFilterVoids() throws Exception {
        // given a claim, a later one, and a segment of the first after it
        Story story = new Story("acme", "sess_1").queued().running();
        long first = ((SessionRecord.Claimed) story.log().getFirst()).epoch();
        story.running();
        story.epoch(first)
                .segmentAs(
                        "clm_" + first,
                        null,
                        List.of(new SessionEvent.AgentStuck("stall", "zombie")),
                        List.of());

        // when written in two batches by two members, so that the filter comes from its row
        List<Received<Object>> records = Batches.log(story, 0);
        sink().handle(Batches.LOG, records.subList(0, 2), 0, 2);
        sink().handle(Batches.LOG, records.subList(2, 3), 2, 3);

        // then
        assertThat(database.rows("acme", "select kind from view.session_event"))
                .containsExactly("{kind=session_claimed}", "{kind=session_claimed}");
    }

    @Test
    void shouldKeepAFactThatWasAppendedTwiceOnce() throws Exception {
        Story story = new Story("acme", "sess_1").queued().running();
        Fact fact = new Fact.Delivered(new DeliveryId("dlv_1"), "hook", "completed", 2, "remote-9");
        story.fact("fact_1", fact).fact("fact_1", fact);

        sink().handle(Batches.LOG, Batches.log(story, 0), 0, 3);

        assertThat(
                        database.rows(
                                "acme",
                                "select event_id from view.session_event where source = 'fact'"))
                .hasSize(1);
        assertThat(database.rows("acme", "select delivered, attempts from view.delivery"))
                .containsExactly("{attempts=2, delivered=t}");
    }

    @Test
    void shouldGiveUpOnlyTheRecordTheDatabaseCannotHold() throws Exception {
        // given a good session, one that was released at a time no calendar has, and another
        Story good = new Story("acme", "sess_1").queued().running();
        Story bad = new Story("acme", "sess_2").queued().running();
        var claimed = (SessionRecord.Claimed) bad.log().getFirst();
        bad.record(
                new SessionRecord.Released(
                        bad.session(),
                        bad.org(),
                        claimed.epoch(),
                        claimed.claim(),
                        Instant.MAX,
                        "drained",
                        null));
        Story alsoGood = new Story("acme", "sess_3").queued().running();
        List<Received<Object>> records = new ArrayList<>(Batches.log(good, 0));
        records.addAll(Batches.log(bad, 1));
        records.addAll(Batches.log(alsoGood, 3));

        // when
        sink().handle(Batches.LOG, records, 0, 4);

        // then
        assertThat(database.rows("acme", "select session_id, kind from view.session_event"))
                .containsExactly(
                        "{kind=session_claimed, session_id=sess_1}",
                        "{kind=session_claimed, session_id=sess_2}",
                        "{kind=session_claimed, session_id=sess_3}");
        assertThat(sink().startOf(Batches.LOG)).hasValue(4);
        DeadLetter letter = backend.topics().data(Topics.DEAD_LETTERS, DeadLetter.class).getFirst();
        assertThat(letter.code()).isEqualTo("unwritable");
        assertThat(letter.offset()).isEqualTo(2);
    }

    @Test
    void shouldGoOnBetweenTheHalvesOfABatchThatFailedInside() throws Exception {
        // given a batch with a record that cannot be written, and a line that breaks in its second
        // half
        LostAnswer transactions = new LostAnswer();
        ViewSink sink = sink(new TenantTx(database.pool(), transactions));
        Story good = new Story("acme", "sess_1").queued().running().turn(1, 1, 1);
        var claimed = (SessionRecord.Claimed) good.log().getFirst();
        good.record(
                new SessionRecord.Released(
                        good.session(),
                        good.org(),
                        claimed.epoch(),
                        claimed.claim(),
                        Instant.MAX,
                        "drained",
                        null));
        List<Received<Object>> records = Batches.log(good, 0);
        transactions.rollBackAfter(1);
        assertThatThrownBy(() -> sink.handle(Batches.LOG, records, 0, 4))
                .isInstanceOf(DatabaseException.class);
        assertThat(sink.startOf(Batches.LOG)).hasValue(2);

        // when the whole batch comes again
        sink.handle(Batches.LOG, records, 0, 4);

        // then
        assertThat(eventIds()).doesNotHaveDuplicates().hasSize(3);
        assertThat(sink.startOf(Batches.LOG)).hasValue(4);
    }

    @Test
    void shouldWriteAGoalWithACharacterThatPostgresqlDoesNotHave() throws Exception {
        Story story = new Story("acme", "sess_1").goal("zero \0 here \\u0000").queued();

        sink().handle(Batches.VIEWS, List.of(Batches.view(story, 0)), 0, 1);

        assertThat(database.value("acme", "select doc->'work'->>'goal' from view.session"))
                .isEqualTo("zero \uFFFD here \\u0000");
    }

    @Test
    void shouldKeepSumsAtWhatTheLastViewSays() throws Exception {
        // given a session that was seen running, then ended with an error, then with success
        Story story = new Story("acme", "sess_1").queued().running().turn(10, 5, 100);
        ViewSink sink = sink();
        sink.handle(Batches.VIEWS, List.of(Batches.view(story, 0)), 0, 1);
        story.ended(Outcome.ERROR);
        sink.handle(Batches.VIEWS, List.of(Batches.view(story, 1)), 1, 2);

        // when
        story.running().turn(10, 5, 100).ended(Outcome.SUCCESS);
        sink.handle(Batches.VIEWS, List.of(Batches.view(story, 2)), 2, 3);

        // then
        assertThat(
                        database.rows(
                                "acme",
                                "select accepted, error, success, cost_micros from view.stat_day"))
                .containsExactly("{accepted=1, cost_micros=200, error=0, success=1}");
    }

    @Test
    void shouldShowWhatWaitsUntilItEnds() throws Exception {
        Story story = new Story("acme", "sess_1").queued();
        Story other = new Story("acme", "sess_2").queued();
        ViewSink sink = sink();
        sink.handle(Batches.DECISIONS, Batches.decisions(story, 0), 0, 1);
        sink.handle(Batches.DECISIONS, Batches.decisions(other, 1), 1, 2);
        assertThat(database.rows("acme", "select session_id, state from view.queue_item"))
                .containsExactly(
                        "{session_id=sess_1, state=queued}", "{session_id=sess_2, state=queued}");

        story.running().closed(Outcome.SUCCESS);
        List<Received<Object>> rest = Batches.decisions(story, 1);
        sink.handle(Batches.DECISIONS, rest.subList(1, rest.size()), 2, 5);

        assertThat(database.rows("acme", "select session_id from view.queue_item"))
                .containsExactly("{session_id=sess_2}");
    }

    @Test
    void shouldWriteOrgsOfOneBatchEachAsItself() throws Exception {
        Story acme = new Story("acme", "sess_1").queued().running();
        Story globex = new Story("globex", "sess_2").queued().running();
        List<Received<Object>> records = new ArrayList<>(Batches.log(acme, 0));
        records.addAll(Batches.log(globex, 1));

        sink().handle(Batches.LOG, records, 0, 2);

        assertThat(database.rows("acme", "select session_id from view.session_event"))
                .containsExactly("{session_id=sess_1}");
        assertThat(database.rows("globex", "select session_id from view.session_event"))
                .containsExactly("{session_id=sess_2}");
    }

    @Test
    void shouldGiveLettersWithoutAnOrgToTheOperator() throws Exception {
        sink().handle(
                        Batches.LETTERS,
                        List.of(
                                Batches.letter("acme", "dl_1", "malformed", 0),
                                Batches.letter(null, "dl_2", "malformed", 1)),
                        0,
                        2);

        assertThat(database.rows("acme", "select letter_id from view.dead_letter"))
                .containsExactly("{letter_id=dl_1}");
        assertThat(database.rows("workrail", "select letter_id from view.dead_letter"))
                .containsExactly("{letter_id=dl_2}");
    }

    @Test
    void shouldArchiveNothingOfASessionThatIsClaimedAgain() throws Exception {
        Story story = new Story("acme", "sess_1").queued().running();
        story.effects(new Effect.Ended(Outcome.ERROR, null, null));
        story.record(
                new SessionRecord.Claimed(
                        new SessionId("sess_1"),
                        story.org(),
                        Long.MAX_VALUE,
                        new ClaimId("clm_x"),
                        ((SessionRecord.Claimed) story.log().getFirst()).worker(),
                        story.now()));

        sink().handle(Batches.LOG, Batches.log(story, 0), 0, 3);

        assertThat(database.value("acme", "select due_at is null from view.archive"))
                .isEqualTo("t");
        assertThat(database.rows("acme", "select log_offset from view.session_record")).hasSize(3);
    }

    private ViewSink sink() {
        return sink(database.tenants());
    }

    private ViewSink sink(TenantTx tenants) {
        ViewSink sink =
                new ViewSink(
                        tenants,
                        database.pool(),
                        new PoisonedRows(projections.kafka().deadLetters(publisher, "projections")),
                        projections.signer(),
                        Duration.ofMinutes(10),
                        Duration.ofDays(7));
        for (Partition assigned :
                List.of(Batches.LOG, Batches.VIEWS, Batches.DECISIONS, Batches.LETTERS)) {
            sink.startOf(assigned);
        }
        return sink;
    }

    private List<String> eventIds() {
        return database.rows(
                "acme", "select log_offset, item from view.session_event where item = 0");
    }

    private List<String> rows() {
        return database.rows("acme", "select * from view.session_event");
    }
}
