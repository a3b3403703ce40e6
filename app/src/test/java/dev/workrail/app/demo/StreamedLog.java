package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.console.live.StreamCursor;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.testkit.Logged;
import dev.workrail.testkit.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the log says of an org, and what a stream told of it, each as a list per partition: the two
/// are equal where the stream told every event once and in order.
final class StreamedLog {
    private static final Set<String> WORDS = Set.of("hello", "heartbeat");

    private StreamedLog() {}

    /// One event, where it lies and what it says.
    record Told(long offset, JsonNode data) {}

    /// What a stream about `org` has to tell that began at `start`.
    ///
    /// @param session the one the stream is about; null for all of the org
    static Map<String, List<Told>> log(
            TopicProbe topics, StreamCursor start, String org, @Nullable String session) {
        Map<String, List<Told>> log = new TreeMap<>();
        Map<SessionId, EpochFilter> filters = new HashMap<>();
        for (Logged<SessionRecord> logged : topics.read(Topics.SESSIONS, SessionRecord.class)) {
            SessionRecord record = logged.data();
            EpochFilter filter = filters.getOrDefault(record.session(), EpochFilter.START);
            filters.put(record.session(), filter.after(record));
            if (record.org().value().equals(org)
                    && (session == null || record.session().value().equals(session))
                    && filter.verdict(record) != EpochFilter.Verdict.VOID) {
                add(log, Topics.SESSIONS, logged, shown(record));
            }
        }
        for (Logged<SchedulingEvent> logged :
                topics.read(Topics.SCHEDULING, SchedulingEvent.class)) {
            SchedulingEvent event = logged.data();
            if (event.org().value().equals(org)
                    && (session == null || new SessionId(session).equals(event.session()))) {
                add(log, Topics.SCHEDULING, logged, asRead(ContractsJson.toTree(event)));
            }
        }
        log.replaceAll((partition, all) ->
                all.stream().filter(one -> one.offset() > reached(start, partition)).toList());
        log.values().removeIf(List::isEmpty);
        return log;
    }

    private static JsonNode shown(SessionRecord record) {
        ObjectNode shown = (ObjectNode) ContractsJson.toTree(record);
        shown.remove(List.of("checkpoint", "claim"));
        return asRead(shown);
    }

    /// A number that was read has another node than the same one made of a record.
    private static JsonNode asRead(JsonNode made) {
        return ContractsJson.read(ContractsJson.write(made), JsonNode.class);
    }

    private static void add(
            Map<String, List<Told>> log, Topic topic, Logged<?> logged, JsonNode data) {
        log.computeIfAbsent(
                        new Partition(topic.name(), logged.partition()).toString(),
                        _ -> new ArrayList<>())
                .add(new Told(logged.offset(), data));
    }

    private static long reached(StreamCursor start, String partition) {
        return start.seen().entrySet().stream()
                .filter(one -> one.getKey().toString().equals(partition))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElse(-1);
    }

    /// What a stream told: where each event lies is what its id adds to the one before it.
    static Map<String, List<Told>> told(List<ServerSentEvent> events) {
        Map<String, List<Told>> told = new TreeMap<>();
        Map<Partition, Long> before = Map.of();
        for (ServerSentEvent event : events) {
            assertThat(event.type()).as("the client keeps up").isNotEqualTo("resync");
            Map<Partition, Long> now = StreamCursor.parse(event.id()).seen();
            if (!WORDS.contains(event.type())) {
                add(told, event, moved(before, now));
            }
            before = now;
        }
        return told;
    }

    private static void add(
            Map<String, List<Told>> told, ServerSentEvent event, Map.Entry<Partition, Long> at) {
        JsonNode data =
                ContractsJson.read(event.data().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(event.type()).isEqualTo(data.path("kind").asText());
        told.computeIfAbsent(at.getKey().toString(), _ -> new ArrayList<>())
                .add(new Told(at.getValue(), data));
    }

    private static Map.Entry<Partition, Long> moved(
            Map<Partition, Long> before, Map<Partition, Long> now) {
        List<Map.Entry<Partition, Long>> moved =
                now.entrySet().stream()
                        .filter(one -> one.getValue() > before.getOrDefault(one.getKey(), -1L))
                        .toList();
        assertThat(moved).as("an event is one record").hasSize(1);
        return moved.getFirst();
    }
}
