package dev.workrail.projections;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.EventSerde;
import dev.workrail.platform.kafka.JsonSerde;
import dev.workrail.platform.kafka.SubjectKey;
import dev.workrail.projections.proof.ProofContribution;
import dev.workrail.projections.proof.ProofContributions;
import dev.workrail.projections.proof.ProofFold;
import dev.workrail.projections.session.SessionFold;
import dev.workrail.projections.session.SessionInput;
import dev.workrail.projections.session.SessionState;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The whole graph: both logs in, session views and proof records out.
///
/// Decisions are keyed by org, so they are brought to their session first, in as many partitions as
/// the log of sessions has: the same task then holds both halves of a session. Where both logs have
/// a single partition that task has them anyway, and nothing is copied. Stores cache, so a burst
/// costs one write for each key and commit.
final class ProjectionTopology {
    static final String SESSION_STORE = "session-states";
    static final String PROOF_STORE = "proof-records";

    private static final String SOURCE = "/workrail/projections";
    private static final Serde<String> KEY = Serdes.String();

    private final ProofFold proofs;
    private final Topic.Spread spread;
    private final int partitions;

    /// @param spread of the topics
    /// @param partitions of `wr.sessions`
    ProjectionTopology(ProofFold proofs, Topic.Spread spread, int partitions) {
        this.proofs = proofs;
        this.spread = spread;
        this.partitions = partitions;
    }

    Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        KTable<String, SessionState> states =
                decisions(builder)
                        .mapValues(
                                event -> (SessionInput) new SessionInput.Scheduled(event.data()),
                                Named.as("decision-input"))
                        .merge(log(builder), Named.as("both-logs"))
                        .groupByKey(Grouped.as("by-session"))
                        .aggregate(
                                () -> SessionState.START,
                                (_, input, state) -> ProofContributions.fold(state, input),
                                Named.as("fold-sessions"),
                                store(SESSION_STORE, SessionState.class));
        KStream<String, SessionState> changes = states.toStream(Named.as("session-changes"));
        sessionViews(changes);
        proofRecords(changes);
        return builder.build();
    }

    private KStream<String, Envelope<SchedulingEvent>> decisions(StreamsBuilder builder) {
        Serde<Envelope<SchedulingEvent>> events =
                EventSerde.of(Topics.SCHEDULING, SchedulingEvent.class);
        return switch (spread) {
            case SINGLE ->
                    decisions(builder, events, SubjectKey.serde())
                            .filter(
                                    (key, event) -> session(event).equals(key),
                                    Named.as("decisions-under-sessions"));
            case WIDE ->
                    decisions(builder, events, KEY)
                            .selectKey((_, event) -> session(event), Named.as("key-by-session"))
                            .repartition(
                                    Repartitioned.with(KEY, events)
                                            .withName("decisions-by-session")
                                            .withNumberOfPartitions(partitions));
        };
    }

    private static KStream<String, Envelope<SchedulingEvent>> decisions(
            StreamsBuilder builder, Serde<Envelope<SchedulingEvent>> events, Serde<String> key) {
        return builder.stream(
                        Topics.SCHEDULING.name(),
                        Consumed.with(key, events).withName("read-decisions"))
                .filter(
                        (_, event) -> event != null && event.data().session() != null,
                        Named.as("decisions-about-sessions"));
    }

    private static String session(Envelope<SchedulingEvent> decision) {
        return Objects.requireNonNull(decision.data().session()).value();
    }

    private static KStream<String, SessionInput> log(StreamsBuilder builder) {
        return builder.stream(
                        Topics.SESSIONS.name(),
                        Consumed.with(KEY, EventSerde.of(Topics.SESSIONS, SessionRecord.class))
                                .withName("read-log"))
                .filter(ProjectionTopology::inPlace, Named.as("log-in-place"))
                .mapValues(
                        event -> (SessionInput) new SessionInput.Logged(event.data()),
                        Named.as("log-input"));
    }

    /// What lies under another key than its session's has no place among its records; the sink
    /// makes it a dead letter.
    private static boolean inPlace(String key, @Nullable Envelope<SessionRecord> record) {
        return record != null && record.data().isUnder(key);
    }

    private static void sessionViews(KStream<String, SessionState> changes) {
        changes.flatMapValues(ProjectionTopology::written, Named.as("derive-view"))
                .to(
                        Topics.SESSION_VIEWS.name(),
                        Produced.with(KEY, EventSerde.of(Topics.SESSION_VIEWS, SessionView.class))
                                .withName("write-views"));
    }

    /// A tombstone where the session was erased, so that the topic forgets it too.
    @SuppressWarnings("NullAway") // A tombstone is null.
    private static List<Envelope<SessionView>> written(SessionState state) {
        return state.erased() == null
                ? SessionFold.view(state).map(ProjectionTopology::wrapped).stream().toList()
                : Collections.singletonList(null);
    }

    private static Envelope<SessionView> wrapped(SessionView view) {
        return envelope(
                view.session().value(),
                view.org() + "/" + view.session(),
                view.times().updatedAt(),
                view);
    }

    private void proofRecords(KStream<String, SessionState> changes) {
        changes.flatMap(
                        (_, state) ->
                                ProofContributions.of(state).stream()
                                        .map(ProjectionTopology::keyed)
                                        .toList(),
                        Named.as("derive-contributions"))
                .repartition(
                        Repartitioned.with(KEY, new JsonSerde<>(ProofContribution.class))
                                .withName("contributions-by-commit")
                                .withNumberOfPartitions(partitions))
                .groupByKey(Grouped.as("by-commit"))
                .aggregate(
                        ProjectionTopology::none,
                        (_, said, record) -> proofs.apply(record, said),
                        Named.as("fold-proofs"),
                        store(PROOF_STORE, ProofRecord.class))
                .toStream(Named.as("proof-changes"))
                .mapValues(ProjectionTopology::wrapped, Named.as("wrap-proof"))
                .to(
                        Topics.PROOF_VIEWS.name(),
                        Produced.with(KEY, EventSerde.of(Topics.PROOF_VIEWS, ProofRecord.class))
                                .withName("write-proofs"));
    }

    /// A tombstone where nobody has anything to say about the commit any more.
    @SuppressWarnings("NullAway") // A tombstone is null.
    private static Envelope<ProofRecord> wrapped(@Nullable ProofRecord record) {
        return record == null
                ? null
                : envelope(
                        record.subject().commit(),
                        record.org() + "/" + record.subject().commit(),
                        record.updatedAt(),
                        record);
    }

    private static KeyValue<String, ProofContribution> keyed(ProofContribution said) {
        return KeyValue.pair(ProofRecord.key(said.org(), said.subject().commit()), said);
    }

    /// Streams takes null for "no aggregate yet".
    @SuppressWarnings("NullAway")
    private static ProofRecord none() {
        return null;
    }

    private static <T> Materialized<String, T, KeyValueStore<Bytes, byte[]>> store(
            String name, Class<T> type) {
        return Materialized.<String, T, KeyValueStore<Bytes, byte[]>>as(name)
                .withKeySerde(KEY)
                .withValueSerde(JsonSerde.remembering(type))
                .withCachingEnabled();
    }

    private static <T extends Kinded> Envelope<T> envelope(
            String id, String subject, Instant at, T data) {
        return EventCodec.envelope(
                Ids.derive("view", id, at.toString()), SOURCE, subject, at, null, data);
    }
}
