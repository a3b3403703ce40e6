package dev.workrail.delivery.topology;

import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.fleet.FleetEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.DeadLetter;
import dev.workrail.delivery.target.RetryPolicy;
import dev.workrail.delivery.target.TargetDecider;
import dev.workrail.delivery.target.TargetState;
import dev.workrail.platform.kafka.EventSerde;
import dev.workrail.platform.kafka.JsonSerde;
import dev.workrail.platform.time.TimerStore;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/// The whole graph: sessions and commands are brought to one task that holds all targets, where
/// ticks and results of attempts arrive too. Where each of them has a single partition that task
/// reads them itself.
///
/// One task, because a target's order needs one place and ticks go to one partition; what it does
/// per delivery is a few small writes. Exactly once: a decision, its timers and what it writes
/// happen together or not at all.
public final class DeliveryTopology {
    static final String EPOCHS = "delivery-epochs";
    static final String TARGETS = "delivery-targets";
    static final String REQUESTS = "delivery-requests";
    static final String TIMERS = "delivery-timers";

    private static final Serde<String> KEY = Serdes.String();
    private static final Serde<TargetInput> INPUT = new JsonSerde<>(TargetInput.class);

    private static final List<StoreBuilder<?>> TIMER_STORES =
            TimerStore.builders(TIMERS, true).stream()
                    .sorted(Comparator.comparing(StoreBuilder::name))
                    .toList();

    private final RetryPolicy policy;
    private final TargetMeters meters;
    private final Topic.Spread spread;

    /// @param spread of the topics
    public DeliveryTopology(RetryPolicy policy, TargetMeters meters, Topic.Spread spread) {
        this.policy = policy;
        this.meters = meters;
        this.spread = spread;
    }

    public Topology build() {
        StreamsBuilder builder = new StreamsBuilder();
        addStores(builder);
        requested(builder)
                .merge(asked(builder), Named.as("merge-asked"))
                .merge(finished(builder), Named.as("merge-finished"))
                .merge(ticked(builder), Named.as("merge-ticked"))
                .process(
                        () -> new TargetProcessor(new TargetDecider(policy), meters),
                        Named.as("decide-targets"),
                        storesOfTargets())
                .split(Named.as("output-"))
                .branch(
                        (_, output) -> output instanceof TargetOutput.Letter,
                        Branched.withConsumer(DeliveryTopology::writeLetters, "letters"))
                .defaultBranch(Branched.withConsumer(DeliveryTopology::writeEvents, "events"));
        return builder.build();
    }

    private KStream<String, TargetInput> requested(StreamsBuilder builder) {
        return toOneTask(
                "delivery-requested",
                source(builder, Topics.SESSIONS, SessionRecord.class, "read-sessions")
                        .process(EpochGate::new, Named.as("gate-epochs"), EPOCHS));
    }

    private KStream<String, TargetInput> asked(StreamsBuilder builder) {
        return toOneTask(
                "delivery-asked",
                source(builder, Topics.COMMANDS, Command.class, "read-commands")
                        .filter(
                                (_, command) -> command.data() instanceof Command.Redeliver,
                                Named.as("keep-redeliver"))
                        .mapValues(command -> asked(command.data()), Named.as("to-asked")));
    }

    private static TargetInput asked(Command command) {
        if (command instanceof Command.Redeliver redeliver) {
            return new TargetInput.Asked(redeliver.org(), redeliver.delivery());
        }
        throw new IllegalArgumentException("expected redeliver, but was " + command.kind());
    }

    private static KStream<String, TargetInput> finished(StreamsBuilder builder) {
        return source(builder, Topics.DELIVERY_RESULTS, DeliveryEvent.class, "read-results")
                .flatMapValues(
                        event ->
                                event.data() instanceof DeliveryEvent.AttemptFinished done
                                        ? List.of(new TargetInput.Finished(done))
                                        : List.of(),
                        Named.as("to-finished"));
    }

    private static KStream<String, TargetInput> ticked(StreamsBuilder builder) {
        return source(builder, Topics.HEARTBEATS, FleetEvent.class, "read-ticks")
                .flatMapValues(
                        event ->
                                event.data() instanceof FleetEvent.Tick
                                        ? List.of(new TargetInput.Ticked())
                                        : List.of(),
                        Named.as("to-ticked"));
    }

    private static <T> KStream<String, Envelope<T>> source(
            StreamsBuilder builder, Topic topic, Class<T> family, String name) {
        return builder.stream(
                        topic.name(),
                        Consumed.with(KEY, (Serde<Envelope<T>>) EventSerde.of(topic, family))
                                .withName(name))
                .filter((_, event) -> event != null, Named.as(name + "-but-tombstones"));
    }

    private KStream<String, TargetInput> toOneTask(
            String name, KStream<String, TargetInput> inputs) {
        return switch (spread) {
            case SINGLE -> inputs;
            case WIDE ->
                    inputs.repartition(
                            Repartitioned.<String, TargetInput>as(name)
                                    .withKeySerde(KEY)
                                    .withValueSerde(INPUT)
                                    .withNumberOfPartitions(1));
        };
    }

    private static void writeLetters(KStream<String, TargetOutput> letters) {
        letters.mapValues(
                        output -> ((TargetOutput.Letter) output).envelope(), Named.as("to-letter"))
                .to(
                        Topics.DEAD_LETTERS.name(),
                        Produced.with(
                                        KEY,
                                        (Serde<Envelope<DeadLetter>>)
                                                EventSerde.of(
                                                        Topics.DEAD_LETTERS, DeadLetter.class))
                                .withName("write-letters"));
    }

    private static void writeEvents(KStream<String, TargetOutput> events) {
        events.mapValues(output -> ((TargetOutput.Event) output).envelope(), Named.as("to-event"))
                .to(
                        Topics.DELIVERIES.name(),
                        Produced.with(
                                        KEY,
                                        (Serde<Envelope<DeliveryEvent>>)
                                                EventSerde.of(
                                                        Topics.DELIVERIES, DeliveryEvent.class))
                                .withName("write-deliveries"));
    }

    private static String[] storesOfTargets() {
        return Stream.concat(
                        Stream.of(TARGETS, REQUESTS), TIMER_STORES.stream().map(StoreBuilder::name))
                .toArray(String[]::new);
    }

    private static void addStores(StreamsBuilder builder) {
        builder.addStateStore(store(EPOCHS, new JsonSerde<>(SeenEpoch.class)));
        builder.addStateStore(store(TARGETS, new JsonSerde<>(TargetState.class)));
        builder.addStateStore(store(REQUESTS, new JsonSerde<>(StoredRequest.class)));
        TIMER_STORES.forEach(builder::addStateStore);
    }

    private static <V> StoreBuilder<?> store(String name, Serde<V> value) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), KEY, value);
    }
}
