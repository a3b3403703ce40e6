package dev.workrail.delivery.topology;

import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.delivery.target.Decision;
import dev.workrail.delivery.target.Entry;
import dev.workrail.delivery.target.TargetAction;
import dev.workrail.delivery.target.TargetCommand;
import dev.workrail.delivery.target.TargetDecider;
import dev.workrail.delivery.target.TargetKey;
import dev.workrail.delivery.target.TargetState;
import dev.workrail.delivery.topology.StoredRequest.Phase;
import dev.workrail.platform.time.TimerStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// Loads a target, has [TargetDecider] decide, and writes what follows. Time is log time.
final class TargetProcessor implements Processor<String, TargetInput, String, TargetOutput> {
    private static final Duration SWEEP = Duration.ofHours(1);

    /// Targets woken by one tick; the rest follows with the next.
    private static final int MAX_DUE = 500;

    private final TargetDecider decider;
    private final TargetMeters meters;

    @SuppressWarnings("NullAway.Init") // Set by init, which Streams calls first.
    private ProcessorContext<String, TargetOutput> context;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, TargetState> targets;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, StoredRequest> requests;

    @SuppressWarnings("NullAway.Init")
    private TimerStore<String> timers;

    TargetProcessor(TargetDecider decider, TargetMeters meters) {
        this.decider = decider;
        this.meters = meters;
    }

    @Override
    public void init(ProcessorContext<String, TargetOutput> context) {
        this.context = context;
        this.targets = context.getStateStore(DeliveryTopology.TARGETS);
        this.requests = context.getStateStore(DeliveryTopology.REQUESTS);
        this.timers = TimerStore.open(context, DeliveryTopology.TIMERS, String.class);
        meters.reset();
        try (var all = targets.all()) {
            all.forEachRemaining(entry -> meters.changed(TargetState.IDLE, entry.value));
        }
        context.schedule(SWEEP, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, TargetInput> record) {
        Instant now =
                Instant.ofEpochMilli(Math.max(context.currentStreamTimeMs(), record.timestamp()));
        switch (record.value()) {
            case TargetInput.Requested(DeliveryRequest request) -> request(request, now);
            case TargetInput.Asked asked -> askAgain(asked, now);
            case TargetInput.Finished(DeliveryEvent.AttemptFinished done) ->
                    decide(
                            done.target(),
                            new TargetCommand.Finish(
                                    done.delivery(), done.attempt(), done.result()),
                            now);
            case TargetInput.Ticked() ->
                    timers.takeDue(now, MAX_DUE)
                            .forEach(due -> decide(due.id(), new TargetCommand.Tick(), now));
        }
    }

    private void request(DeliveryRequest request, Instant now) {
        String id = request.delivery().value();
        if (requests.get(id) == null) {
            requests.put(id, new StoredRequest(request, Phase.OPEN, 0, now));
            String target = TargetKey.of(request.org(), request.target());
            decide(target, new TargetCommand.Request(entry(request)), now);
        }
    }

    /// Only a dead letter, and only of the asker's own org, can be asked for again.
    private void askAgain(TargetInput.Asked asked, Instant now) {
        StoredRequest stored = requests.get(asked.delivery().value());
        if (stored != null
                && stored.phase() == Phase.DEAD
                && stored.request().org().equals(asked.org())) {
            requests.put(asked.delivery().value(), stored.askedAgain(now));
            String target = TargetKey.of(asked.org(), stored.request().target());
            decide(target, new TargetCommand.Redeliver(entry(stored.request())), now);
        }
    }

    private void decide(String target, TargetCommand command, Instant now) {
        TargetState stored = targets.get(target);
        TargetState before = stored == null ? TargetState.IDLE : stored;
        Decision decision = decider.decide(before, command, now);
        TargetState after = decision.state();
        if (!after.equals(before)) {
            targets.put(target, kept(after, now));
            meters.changed(before, after);
        }
        wake(target, after.wakeAt());
        decision.actions().forEach(action -> act(target, action, now));
        if (!decision.actions().isEmpty()) {
            context.commit();
        }
    }

    @Override
    public void close() {
        meters.reset();
    }

    private void wake(String target, @Nullable Instant at) {
        boolean known = timers.get(target).filter(timer -> timer.due().equals(at)).isPresent();
        if (at == null) {
            timers.cancel(target);
        } else if (!known) {
            timers.schedule(target, at, target);
        }
    }

    @SuppressWarnings("NullAway") // A store deletes what is put as null.
    private static TargetState kept(TargetState state, Instant now) {
        return state.blank(now) ? null : state;
    }

    private void act(String target, TargetAction action, Instant now) {
        StoredRequest stored =
                Objects.requireNonNull(requests.get(action.entry().delivery().value()));
        switch (action) {
            case TargetAction.Attempt attempt ->
                    write(target, Outbound.due(stored, target, attempt, now), now);
            case TargetAction.Delivered delivered -> {
                end(stored, Phase.DONE, now);
                write(target, Outbound.delivered(stored, delivered, now), now);
            }
            case TargetAction.GiveUp failed -> {
                end(stored, Phase.DEAD, now);
                write(target, Outbound.letter(stored, target, failed, now), now);
                write(target, Outbound.failed(stored, failed, now), now);
            }
            case TargetAction.Supersede _ -> end(stored, Phase.DONE, now);
        }
    }

    private void end(StoredRequest stored, Phase phase, Instant now) {
        requests.put(stored.request().delivery().value(), stored.now(phase, now));
    }

    private void write(String target, TargetOutput output, Instant now) {
        context.forward(new Record<>(target, output, now.toEpochMilli()));
    }

    private static Entry entry(DeliveryRequest request) {
        return new Entry(
                request.delivery(),
                request.session(),
                request.target().name(),
                request.status(),
                request.sequence(),
                0);
    }

    /// What ended is remembered as long as the log could ask for it again.
    private void forget(long now) {
        Instant horizon = Instant.ofEpochMilli(now).minus(Topics.LOG_RETENTION);
        List<String> old = new ArrayList<>();
        try (var all = requests.all()) {
            all.forEachRemaining(entry -> {
                @Nullable StoredRequest stored = entry.value;
                if (stored.phase() != Phase.OPEN && stored.since().isBefore(horizon)) {
                    old.add(entry.key);
                }
            });
        }
        old.forEach(requests::delete);
    }
}
