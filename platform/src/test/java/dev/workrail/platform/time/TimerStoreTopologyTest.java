package dev.workrail.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerStoreTopologyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir Path stateDir;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldFireInOrderOnceATickIsLateEnough(boolean onDisk) {
        try (TopologyTestDriver driver = driver(onDisk)) {
            // given
            var input = input(driver);
            input.pipeInput("schedule", "b@" + NOON.plusSeconds(20));
            input.pipeInput("schedule", "a@" + NOON.plusSeconds(10));
            input.pipeInput("schedule", "c@" + NOON.plusSeconds(30));

            // when
            input.pipeInput("tick", NOON.plusSeconds(9).toString());
            List<String> early = fired(driver);
            input.pipeInput("tick", NOON.plusSeconds(20).toString());
            List<String> due = fired(driver);
            input.pipeInput("tick", NOON.plusSeconds(29).toString());

            // then
            assertThat(early).isEmpty();
            assertThat(due).containsExactly("a", "b");
            assertThat(fired(driver)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldKeepOneTimerPerIdAndForgetCancelledOnes(boolean onDisk) {
        try (TopologyTestDriver driver = driver(onDisk)) {
            // given
            var input = input(driver);
            input.pipeInput("schedule", "a@" + NOON.plusSeconds(10));
            input.pipeInput("schedule", "a@" + NOON.plusSeconds(40));
            input.pipeInput("schedule", "b@" + NOON.plusSeconds(10));
            input.pipeInput("cancel", "b");

            // when
            input.pipeInput("tick", NOON.plusSeconds(30).toString());
            List<String> before = fired(driver);
            input.pipeInput("tick", NOON.plusSeconds(50).toString());

            // then
            assertThat(before).isEmpty();
            assertThat(fired(driver)).containsExactly("a");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTakeABacklogInPortions(boolean onDisk) {
        try (TopologyTestDriver driver = driver(onDisk)) {
            // given
            var input = input(driver);
            for (int i = 0; i < 5; i++) {
                input.pipeInput("schedule", "t" + i + "@" + NOON.plusSeconds(i));
            }

            // when
            input.pipeInput("tick", NOON.plusSeconds(60).toString());
            List<String> first = fired(driver);
            input.pipeInput("tick", NOON.plusSeconds(60).toString());

            // then
            assertThat(first).containsExactly("t0", "t1", "t2");
            assertThat(fired(driver)).containsExactly("t3", "t4");
        }
    }

    private TopologyTestDriver driver(boolean onDisk) {
        Topology topology = new Topology();
        topology.addSource("in", "in");
        topology.addProcessor("timers", new Supplier(onDisk), "in");
        topology.addSink("out", "out", "timers");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "timers");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        return new TopologyTestDriver(topology, properties);
    }

    private static TestInputTopic<String, String> input(TopologyTestDriver driver) {
        return driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
    }

    private static List<String> fired(TopologyTestDriver driver) {
        return driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer())
                .readValuesToList();
    }

    private record Supplier(boolean onDisk)
            implements ProcessorSupplier<String, String, String, String> {
        @Override
        public Processor<String, String, String, String> get() {
            return new TimerProcessor();
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return TimerStore.builders("reminders", onDisk);
        }
    }

    private static final class TimerProcessor implements Processor<String, String, String, String> {
        private ProcessorContext<String, String> context;
        private TimerStore<String> timers;

        @Override
        public void init(ProcessorContext<String, String> given) {
            context = given;
            timers = TimerStore.open(given, "reminders", String.class);
        }

        @Override
        public void process(Record<String, String> record) {
            switch (record.key()) {
                case "schedule" -> {
                    String[] parts = record.value().split("@");
                    timers.schedule(parts[0], Instant.parse(parts[1]), parts[0]);
                }
                case "cancel" -> assertThat(timers.cancel(record.value())).isTrue();
                default ->
                        timers.takeDue(Instant.parse(record.value()), 3)
                                .forEach(timer -> context.forward(record.withValue(timer.data())));
            }
        }
    }
}
