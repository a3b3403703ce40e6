package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.event.Envelope;
import dev.workrail.dispatcher.schedule.Decision;
import dev.workrail.dispatcher.schedule.Input;
import dev.workrail.dispatcher.schedule.Output;
import dev.workrail.dispatcher.schedule.SchedulerDecider;
import dev.workrail.dispatcher.schedule.SchedulerEvent;
import dev.workrail.dispatcher.schedule.SchedulerSettings;
import dev.workrail.dispatcher.schedule.SchedulerState;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/// Gives each record to the decider and writes what it decided, with the state, in the transaction
/// of the record. A transaction that fails takes the processor with it: the next one begins from
/// the stores, so the state in memory never runs ahead of them.
final class SchedulerProcessor
        implements Processor<String, Envelope<Object>, String, Envelope<Object>> {
    private final SchedulerSettings settings;
    private final SchedulerDecider decider;
    private final SchedulerMeters meters;
    private final Clock clock;
    private final Supplier<CommitPace> pace;

    private @Nullable Live live;
    private SchedulerState state;

    private record Live(
            ProcessorContext<String, Envelope<Object>> context,
            SchedulerStore store,
            Inputs inputs,
            Writer writer,
            DecisionLog log) {}

    SchedulerProcessor(
            SchedulerSettings settings,
            SchedulerMeters meters,
            Clock clock,
            Supplier<CommitPace> pace) {
        this.settings = settings;
        this.decider = new SchedulerDecider(settings);
        this.meters = meters;
        this.clock = clock;
        this.pace = pace;
        this.state = SchedulerState.empty(settings.window());
    }

    @Override
    public void init(ProcessorContext<String, Envelope<Object>> context) {
        SchedulerStore store = SchedulerStore.in(context);
        SchedulerState loaded = store.states().load(settings.window());
        // What follows is backlog until a tick that was written after this moment.
        Input tookOver = new Input.TookOver(clock.instant());
        Decision decision = decider.decide(loaded, tookOver, clock.instant());
        store.states().save(loaded, decision);
        state = decision.next();
        meters.decided(decision);
        live =
                new Live(
                        context,
                        store,
                        new Inputs(settings.domain(), store.seen(), store.specs()),
                        new Writer(settings.domain(), store.specs(), store.checkpoints()),
                        new DecisionLog(store.specs()));
        CommitPace.look(context, pace);
    }

    @Override
    public void process(Record<String, Envelope<Object>> record) {
        Live now = live;
        if (now == null || record.value() == null) {
            return;
        }
        Input input = now.inputs.of(record.key(), record.value().data());
        if (input == null) {
            return;
        }
        Instant at = Instant.ofEpochMilli(record.timestamp());
        SchedulerState before = state;
        Decision decision = decider.decide(before, input, at);
        write(now, record, before, decision);
        if (input instanceof Input.Ticked) {
            now.store.expire(at);
        }
        now.store.states().save(before, decision);
        state = decision.next();
        meters.decided(decision);
        if (isAwaited(decision) && pace.get().isDue(at)) {
            now.context.commit();
        }
    }

    /// Whether somebody waits for it. What is only noted, such as how far a session got, may share
    /// the next commit.
    private static boolean isAwaited(Decision decision) {
        return !decision.outputs().isEmpty()
                || decision.events().stream()
                        .anyMatch(event -> !(event instanceof SchedulerEvent.Noted));
    }

    @Override
    public void close() {
        meters.idle();
    }

    private void write(
            Live now,
            Record<String, Envelope<Object>> record,
            SchedulerState before,
            Decision decision) {
        long number = before.pulse().said();
        String trace = record.value().traceparent();
        for (SchedulerEvent event : decision.events()) {
            now.store.keep(event, trace);
            switch (event) {
                case SchedulerEvent.Said said ->
                        forward(now, record, now.writer.said(said.event(), number++, trace));
                case SchedulerEvent.Answered answered -> {
                    var answer = now.writer.answered(answered.event(), number++, trace);
                    now.log.decided(answered.event().session(), answer.value);
                    forward(now, record, answer);
                }
                case SchedulerEvent.Noted ignored -> {}
            }
        }
        for (Output output : decision.outputs()) {
            switch (output) {
                case Output.Offer offer -> {
                    var dispatch = now.writer.offered(offer);
                    now.log.decided(offer.session(), dispatch.value);
                    forward(now, record, dispatch);
                }
                case Output.Letter letter -> {
                    var where = now.context.recordMetadata().orElse(null);
                    var dead = Letters.of(letter, record.key(), record.value(), where);
                    forward(now, record, now.writer.letter(dead, trace));
                }
            }
        }
    }

    private static void forward(
            Live now,
            Record<String, Envelope<Object>> record,
            KeyValue<String, Envelope<Object>> what) {
        now.context.forward(record.withKey(what.key).withValue(what.value));
    }
}
