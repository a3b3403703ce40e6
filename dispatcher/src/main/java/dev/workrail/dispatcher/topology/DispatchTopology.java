package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.dispatcher.schedule.SchedulerSettings;
import dev.workrail.platform.kafka.EventSerde;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/// The whole graph: five topics become one line of inputs to one task, whose decisions go out.
///
/// One task sees everything in an order. `wr.sessions` and `wr.commands` are keyed by session:
/// where they are spread over several partitions they are copied, cut to what scheduling reads,
/// onto one partition per domain; where each has a single one, as on one machine, that task reads
/// them themselves, and nothing waits for a copy to be committed. Must run exactly once: its state
/// suppresses output, so losing a transaction's half would lose work.
public final class DispatchTopology {
    /// How long what nobody waits for may stay uncommitted. Whatever somebody waits for asks for
    /// its commit ([CommitPace]), and this one comes on top of those.
    public static final Duration LONGEST_UNCOMMITTED = Duration.ofSeconds(1);

    private final SchedulerSettings settings;
    private final SchedulerMeters meters;
    private final Clock clock;
    private final Topic.Spread spread;
    private final Supplier<CommitPace> pace;

    /// @param spread of the topics
    public DispatchTopology(
            SchedulerSettings settings, SchedulerMeters meters, Clock clock, Topic.Spread spread) {
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        this.spread = spread;
        this.pace = CommitPace.ofThread(clock);
    }

    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        String[] stores = SchedulerStore.addTo(builder);
        source(builder, Topics.CONFIG, "config")
                .merge(triggers(builder), Named.as("and-triggers"))
                .merge(source(builder, Topics.HEARTBEATS, "heartbeats"), Named.as("and-heartbeats"))
                .merge(sessions(builder), Named.as("and-sessions"))
                .merge(commands(builder), Named.as("and-commands"))
                .process(
                        () -> new SchedulerProcessor(settings, meters, clock, pace),
                        Named.as("decide"),
                        stores)
                .to(new ByKind(), Produced.with(Serdes.String(), serde()).withName("decisions"));
        return builder.build();
    }

    private static KStream<String, Envelope<Object>> triggers(StreamsBuilder builder) {
        return builder.stream(
                        Topics.TRIGGERS.name(),
                        consumed(Topics.TRIGGERS, "triggers")
                                .withTimestampExtractor(new NewWorkLast()))
                .process(NewWorkLast::restoring, Named.as("triggers-in-their-time"));
    }

    private KStream<String, Envelope<Object>> sessions(StreamsBuilder builder) {
        Serde<Envelope<SessionRecord>> serde = EventSerde.of(Topics.SESSIONS, SessionRecord.class);
        KStream<String, Envelope<SessionRecord>> slim =
                builder.stream(
                                Topics.SESSIONS.name(),
                                Consumed.with(Serdes.String(), serde).withName("sessions"))
                        .filter(SlimSegment::concerns, Named.as("sessions-that-concern"))
                        .mapValues(SlimSegment::of, Named.as("sessions-slim"));
        return together(slim, SlimSegment::isAwaited, "sessions", serde);
    }

    private KStream<String, Envelope<Object>> commands(StreamsBuilder builder) {
        Serde<Envelope<Command>> serde = EventSerde.of(Topics.COMMANDS, Command.class);
        return together(
                builder.stream(
                        Topics.COMMANDS.name(),
                        Consumed.with(Serdes.String(), serde).withName("commands")),
                _ -> true,
                "commands",
                serde);
    }

    /// All that one domain's task has to see, in one partition; the order of a session's records is
    /// kept.
    ///
    /// @param awaited whether somebody waits for what becomes of a record
    private <T> KStream<String, Envelope<Object>> together(
            KStream<String, Envelope<T>> stream,
            Predicate<Envelope<T>> awaited,
            String name,
            Serde<Envelope<T>> serde) {
        return switch (spread) {
            case SINGLE -> widened(stream);
            case WIDE ->
                    widened(
                                    stream.processValues(
                                            () -> new HandOn<>(awaited, pace),
                                            Named.as(name + "-handed-on")))
                            .selectKey(
                                    (session, record) -> settings.domain().value(),
                                    Named.as(name + "-to-domain"))
                            .repartition(
                                    Repartitioned.<String, Envelope<Object>>as(name + "-by-domain")
                                            .withKeySerde(Serdes.String())
                                            .withValueSerde(widened(serde))
                                            .withNumberOfPartitions(1));
        };
    }

    private static KStream<String, Envelope<Object>> source(
            StreamsBuilder builder, Topic topic, String name) {
        return builder.stream(topic.name(), consumed(topic, name));
    }

    private static Consumed<String, Envelope<Object>> consumed(Topic topic, String name) {
        return Consumed.with(Serdes.String(), widened(new EventSerde<>(topic.family())))
                .withName(name);
    }

    private static Serde<Envelope<Object>> serde() {
        return new EventSerde<>(Object.class);
    }

    /// Envelopes are read-only: one of a family is one of anything.
    @SuppressWarnings("unchecked")
    private static Serde<Envelope<Object>> widened(Serde<? extends Envelope<?>> serde) {
        return (Serde<Envelope<Object>>) serde;
    }

    @SuppressWarnings("unchecked")
    private static KStream<String, Envelope<Object>> widened(
            KStream<String, ? extends Envelope<?>> stream) {
        return (KStream<String, Envelope<Object>>) stream;
    }

    /// Every family has its topic; a dispatch has that of its pool.
    private static final class ByKind implements TopicNameExtractor<String, Envelope<Object>> {
        @Override
        public String extract(String key, Envelope<Object> event, RecordContext context) {
            return switch (event.data()) {
                case SchedulingEvent ignored -> Topics.SCHEDULING.name();
                case LeaseEvent ignored -> Topics.LEASES.name();
                case Dispatch dispatch -> Topics.dispatches(dispatch.pool()).name();
                case DeadLetter ignored -> Topics.DEAD_LETTERS.name();
                default ->
                        throw new IllegalStateException(
                                "no topic carries " + event.data().getClass().getName());
            };
        }

        @Override
        public String toString() {
            return "by kind: wr.scheduling, wr.leases, wr.dispatches.<pool>, wr.dead-letters";
        }
    }
}
