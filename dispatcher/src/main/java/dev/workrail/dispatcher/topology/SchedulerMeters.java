package dev.workrail.dispatcher.topology;

import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.dispatcher.schedule.Decision;
import dev.workrail.dispatcher.schedule.Output;
import dev.workrail.dispatcher.schedule.SchedulerEvent;
import dev.workrail.dispatcher.schedule.SchedulerState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What an operator sees of the scheduler: how many wait, run and are parked, the fleet's slots,
/// and every decision with its reason. A process that is only a standby shows nothing waiting.
/// Decisions of a transaction that failed are counted again with its repetition. Thread-safe.
public final class SchedulerMeters {
    /// What occurrences are not taken for. Counted from zero, so that the first of them is a rise.
    private static final List<String> LETTERS =
            List.of("attempts_exhausted", "bad_schedule", "disabled", "killed", "queue_full");

    private final MeterRegistry meters;
    private final AtomicReference<@Nullable SchedulerState> shown = new AtomicReference<>();

    public SchedulerMeters(MeterRegistry meters) {
        this.meters = meters;
        gauge("queue", "sessions that wait for a slot", SchedulerState::waiting);
        gauge("held", "sessions that hold a slot, issued or leased", SchedulerState::holding);
        gauge(
                "parked",
                "sessions that wait for something other than a slot",
                SchedulerState::parked);
        gauge("slots", "slots of the workers that take dispatches", SchedulerState::slots);
        LETTERS.forEach(this::letters);
    }

    private void gauge(String name, String description, ToDoubleFunction<SchedulerState> value) {
        Gauge.builder("workrail.dispatcher." + name, this, each -> each.value(value))
                .description(description)
                .register(meters);
    }

    private double value(ToDoubleFunction<SchedulerState> value) {
        SchedulerState state = shown.get();
        return state == null ? 0 : value.applyAsDouble(state);
    }

    void decided(Decision decision) {
        shown.set(decision.next());
        for (SchedulerEvent event : decision.events()) {
            if (event instanceof SchedulerEvent.Said said) {
                count(said.event());
            }
        }
        for (Output output : decision.outputs()) {
            if (output instanceof Output.Letter letter) {
                letters(letter.code()).increment();
            }
        }
    }

    private Counter letters(String code) {
        return meters.counter("workrail.dispatcher.dead.letters", "code", code);
    }

    /// The task went elsewhere.
    void idle() {
        shown.set(null);
    }

    private void count(SchedulingEvent event) {
        meters.counter(
                        "workrail.dispatcher.decisions",
                        "org",
                        event.org().value(),
                        "decision",
                        event.kind(),
                        "reason",
                        reason(event))
                .increment();
    }

    /// One of a fixed set of words; empty where the decision needs none.
    private static String reason(SchedulingEvent event) {
        return switch (event) {
            case SchedulingEvent.Duplicate duplicate -> duplicate.reason();
            case SchedulingEvent.Refused refused -> refused.reason();
            case SchedulingEvent.Waiting waiting -> waiting.limit().limit();
            case SchedulingEvent.Requeued requeued -> requeued.reason();
            case SchedulingEvent.Closed closed -> closed.outcome().name().toLowerCase(Locale.ROOT);
            case SchedulingEvent.Escalated escalated -> escalated.counter();
            case SchedulingEvent.Queued _,
                    SchedulingEvent.Dispatched _,
                    SchedulingEvent.Leased _,
                    SchedulingEvent.Parked _,
                    SchedulingEvent.Superseded _,
                    SchedulingEvent.Killed _,
                    SchedulingEvent.Paused _,
                    SchedulingEvent.Unpaused _,
                    SchedulingEvent.Opaque _ ->
                    "";
        };
    }
}
