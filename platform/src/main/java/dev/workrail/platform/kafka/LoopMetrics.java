package dev.workrail.platform.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/// What every loop counts, tagged with the loop's name.
final class LoopMetrics {
    private static final String LAG = "workrail.loop.lag";

    private final MeterRegistry registry;
    private final String loop;
    private final Timer handling;
    private final Counter faults;

    LoopMetrics(MeterRegistry registry, String loop) {
        this.registry = registry;
        this.loop = loop;
        this.handling =
                Timer.builder("workrail.loop.handling")
                        .description("time a batch took to handle")
                        .tag("loop", loop)
                        .register(registry);
        this.faults =
                Counter.builder("workrail.loop.faults")
                        .description("faults while handling, each retried or fatal")
                        .tag("loop", loop)
                        .register(registry);
    }

    /// Shows how many records lie before the loop, over all the partitions it reads. A loop of the
    /// same name that was opened earlier is shown no more.
    void lag(ReaderLag lag) {
        Gauge before = registry.find(LAG).tag("loop", loop).gauge();
        if (before != null) {
            registry.remove(before);
        }
        Gauge.builder(LAG, lag, ReaderLag::records)
                .description("records that lie before the loop")
                .tag("loop", loop)
                .strongReference(true)
                .register(registry);
    }

    Timer.Sample begin() {
        return Timer.start(registry);
    }

    void handled(Timer.Sample sample, String topic, int records) {
        sample.stop(handling);
        counter("workrail.loop.records", "records handled", topic).increment(records);
        // Shown from the first batch on: a rate needs the zero before the first malformed record.
        malformedOf(topic);
    }

    void malformed(String topic) {
        malformedOf(topic).increment();
    }

    private Counter malformedOf(String topic) {
        return counter("workrail.loop.malformed", "records that became dead letters", topic);
    }

    void fault() {
        faults.increment();
    }

    private Counter counter(String name, String description, String topic) {
        return Counter.builder(name)
                .description(description)
                .tag("loop", loop)
                .tag("topic", topic)
                .register(registry);
    }
}
