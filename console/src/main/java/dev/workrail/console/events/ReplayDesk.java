package dev.workrail.console.events;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.http.ExpectedCount;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Position;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.TransientFaultException;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.TriggerEventFilter;
import dev.workrail.projections.read.TriggerEventReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Does trigger events again. The whole of an event is read from where it lies in the log; its
/// repetition says what it replays and is not taken for a duplicate. Thread-safe; blocks.
///
/// The id of a repetition derives from the event and the request, so a request that is made again
/// under its Idempotency-Key does nothing twice, wherever the first came to an end.
@Singleton
public final class ReplayDesk {
    private static final int AT_A_TIME = 50;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final TriggerEventReader events;
    private final KafkaClients kafka;
    private final ConsoleLog log;
    private final AuditTrail audit;
    private final Clock clock;
    private final RandomGenerator random;

    public ReplayDesk(
            TriggerEventReader events,
            KafkaClients kafka,
            ConsoleLog log,
            AuditTrail audit,
            Clock clock,
            RandomGenerator random) {
        this.events = events;
        this.kafka = kafka;
        this.log = log;
        this.audit = audit;
        this.clock = clock;
        this.random = random;
    }

    /// An event and its repetition.
    ///
    /// @param session the one it becomes, unless it is refused
    public record Replayed(TriggerEventId event, TriggerEventId replay, SessionId session) {}

    /// What a request did, and where the last of it was written.
    record Done(List<Replayed> replayed, @Nullable Position position) {}

    /// @param key names the request; absent where it does not name itself
    /// @throws ProblemException 404, 422 `not_replayable` or 503
    Done one(OrgId org, String id, @Nullable String key, @Nullable String reason) {
        TriggerEventReader.Place place =
                events.replayable(org, id)
                        .orElseThrow(() ->
                                events.find(org, id).isEmpty()
                                        ? ProblemException.notFound(
                                                "this org has no such trigger event")
                                        : notReplayable(id));
        String request = request(key);
        List<TriggerEvent.Accepted> found = read(org, List.of(place));
        if (found.isEmpty()) {
            throw notReplayable(id);
        }
        audit.before(org, request, reason, Act.on("trigger_event", id, "replay", null, null));
        return again(found, request);
    }

    /// @param expected how many the caller was told it would be
    /// @throws ProblemException 409 `count_changed`, 422 `too_many` or 503
    Done many(
            OrgId org,
            TriggerEventFilter filter,
            long expected,
            @Nullable String key,
            @Nullable String reason) {
        long count = events.count(org, filter).replayable();
        ExpectedCount.check(count, expected, "events that can be replayed");
        String request = request(key);
        List<TriggerEventReader.Place> places = events.replayable(org, filter, ExpectedCount.MOST);
        audit.before(
                org,
                request,
                reason,
                Act.on("trigger_event", "many", "replay", filter, Map.of("count", places.size())));
        List<Replayed> replayed = new ArrayList<>();
        Position last = null;
        // Some at a time: an event may be as large as a record can be.
        for (int from = 0; from < places.size(); from += AT_A_TIME) {
            int to = Math.min(from + AT_A_TIME, places.size());
            Done done = again(read(org, places.subList(from, to)), request);
            replayed.addAll(done.replayed());
            last = done.position() == null ? last : done.position();
        }
        return new Done(replayed, last);
    }

    private String request(@Nullable String key) {
        return key == null ? Ids.mint("replay", clock.instant(), random) : key;
    }

    private List<TriggerEvent.Accepted> read(OrgId org, List<TriggerEventReader.Place> places) {
        Map<Position, Received<Object>> records;
        try {
            records =
                    kafka.readAgain(
                            "workrail-console-replay",
                            List.of(Topics.TRIGGERS, Topics.SCHEDULING),
                            places.stream().map(TriggerEventReader.Place::position).toList());
        } catch (TransientFaultException e) {
            throw ProblemException.unavailable("the event log does not answer", RETRY);
        }
        List<TriggerEvent.Accepted> found = new ArrayList<>();
        for (TriggerEventReader.Place place : places) {
            Received<Object> record = records.get(place.position());
            if (record != null) {
                WholeEvent.of(org, place.event(), record.data()).ifPresent(found::add);
            }
        }
        return found;
    }

    private Done again(List<TriggerEvent.Accepted> events, String request) {
        List<Replayed> replayed = new ArrayList<>();
        Position last = null;
        for (TriggerEvent.Accepted was : events) {
            TriggerEvent.Accepted again = was.again(replayOf(was, request), clock.instant());
            last = write(again);
            replayed.add(new Replayed(was.id(), again.id(), again.session()));
        }
        return new Done(replayed, last);
    }

    private static TriggerEventId replayOf(TriggerEvent.Accepted was, String request) {
        return new TriggerEventId(
                Ids.derive("te", was.org().value(), "replay", was.id().value(), request));
    }

    private Position write(TriggerEvent.Accepted event) {
        return log.write(
                Topics.TRIGGERS,
                event.config().domain().value(),
                EventCodec.envelope(
                        event.id().value(),
                        ConsoleLog.SOURCE,
                        event.org() + "/" + event.id(),
                        event.receivedAt(),
                        null,
                        event));
    }

    private static ProblemException notReplayable(String id) {
        return ProblemException.of(
                ProblemCode.NOT_REPLAYABLE,
                "trigger event '%s' is not whole in the log: it was never accepted, or is older than what the log keeps"
                        .formatted(id));
    }
}
