package dev.workrail.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.client.ApiClient;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.session.OfSession;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.testkit.TopicProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that nobody should write, into every topic there is: each is a dead letter with its
/// cause, or passed over by a rule, and every role works on.
class PoisonIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String ORG = "acme";
    private static final String OPERATOR = "workrail";

    /// Read when a process starts, so that its poison is met by the next one.
    private static final Set<Topic> READ_AT_START = Set.of(Topics.DEPLOYMENT);

    @TempDir static Path folder;
    private static Product product;
    private static TopicProbe topics;
    private static Tenant acme;

    /// Where a poison lies, and what it is.
    private record Poison(String topic, int partition, long offset, String what) {}

    @BeforeAll
    static void start() throws Exception {
        product = Product.start(folder, Map.of());
        topics = product.topics();
        acme = product.tenant(ORG);
        acme.put("/workspaces/greeter", Map.of("repositoryUrl", product.repository().url()));
        acme.trigger(
                "issues", Map.of("workspace", "greeter", "agent", Map.of("transcript", "trivial")));
    }

    @AfterAll
    static void stop() {
        topics.close();
        product.close();
    }

    @Test
    void shouldSurvivePoisonInEveryTopicAndShowItAsDeadLetters() throws Exception {
        // given a log with real records in it
        assertWorks();

        // when
        List<Poison> refused = new ArrayList<>();
        List<Poison> passed = new ArrayList<>();
        for (Topic topic : catalogue()) {
            poison(topic, refused, passed);
        }

        // then every poison that a running role reads is a letter, and nothing else is
        Set<String> atStart = new HashSet<>();
        READ_AT_START.forEach(topic -> atStart.add(topic.name()));
        eventually(() -> assertThat(letters()).containsAll(places(refused, atStart)));
        assertThat(letters()).doesNotContainAnyElementsOf(places(passed, Set.of()));
        eventually(() -> assertThat(product.readiness()).isEqualTo(200));
        assertWorks();

        // when it starts again and reads what it keeps from the beginning
        product.close();
        product.startAgain();
        acme = acme.at(product.operator());
        topics.close();
        topics = product.topics();

        // then
        eventually(() -> assertThat(letters()).containsAll(places(refused, Set.of())));
        eventually(() -> assertThat(product.readiness()).isEqualTo(200));
        assertWorks();
    }

    private static List<Topic> catalogue() {
        return Stream.concat(
                        Topics.ALL.stream(), Stream.of(Topics.dispatches(new PoolId("default"))))
                .toList();
    }

    private static void assertWorks() throws Exception {
        assertThat(product.alive()).isTrue();
        String session = acme.session("issues");
        assertThat(acme.awaitOver(session).at("/ending/outcome").asText()).isEqualTo("success");
    }

    private static void poison(Topic topic, List<Poison> refused, List<Poison> passed) {
        byte[] broken = {'{', (byte) 0xff, 0};
        Map<String, String> headers = headers();
        refused.add(put(topic, "k", broken, headers, "bytes that are no JSON"));
        refused.add(put(topic, "k", broken, Map.of(), "bytes without headers"));
        refused.add(put(topic, "k", new byte[0], headers, "an empty value"));
        refused.add(put(topic, "k", "42".getBytes(UTF_8), headers, "JSON of another form"));
        refused.add(put(topic, "k", new byte[900_000], headers, "a value near the limit"));
        Map<String, String> heavy = new HashMap<>(headers);
        heavy.put("x-heavy", "h".repeat(200_000));
        refused.add(put(topic, "k", broken, heavy, "an oversized header"));
        passed.add(put(topic, "k", null, headers, "a tombstone"));
        firstKind(topic.family())
                .ifPresent(kind ->
                        refused.add(
                                put(
                                        topic,
                                        "k",
                                        json(kind, ""),
                                        headers,
                                        "a kind without its fields")));
        if (keepsUnknownKinds(topic)) {
            byte[] future =
                    topic.family() == ConfigRecord.class
                            ? ("{\"version\":1,\"deleted\":false,\"value\":"
                                            + new String(json("of_the_future", ""), UTF_8)
                                            + "}")
                                    .getBytes(UTF_8)
                            : json("of_the_future", FIELDS);
            String key = topic.family() == ConfigRecord.class ? "acme/future/x" : "sess_future";
            passed.add(put(topic, key, future, headers, "a kind of the future"));
        }
        if (OfSession.class.isAssignableFrom(topic.family())) {
            refused.add(underAnotherKey(topic));
        }
    }

    private static final String FIELDS =
            ",\"session\":\"sess_future\",\"org\":\"acme\",\"id\":\"future\",\"actor\":\"x\","
                    + "\"epoch\":1,\"at\":\"2026-01-01T00:00:00Z\"";

    private static byte[] json(String kind, String fields) {
        return ("{\"kind\":\"" + kind + "\"" + fields + "}").getBytes(UTF_8);
    }

    private static boolean keepsUnknownKinds(Topic topic) {
        return topic.family() == ConfigRecord.class
                || topic.family().isSealed() && Kinded.class.isAssignableFrom(topic.family());
    }

    private static java.util.Optional<String> firstKind(Class<?> family) {
        return Stream.ofNullable(family.getPermittedSubclasses())
                .flatMap(Stream::of)
                .map(type -> type.getAnnotation(JsonTypeName.class))
                .filter(Objects::nonNull)
                .map(JsonTypeName::value)
                .findFirst();
    }

    /// A record that was good where it lay, again under another session's key.
    private static Poison underAnotherKey(Topic topic) {
        ConsumerRecord<byte[], byte[]> good =
                topics.readRaw(topic.name()).stream()
                        .filter(record -> record.value() != null && record.key() != null)
                        .filter(record -> new String(record.key(), UTF_8).startsWith("sess_"))
                        .filter(record -> !new String(record.key(), UTF_8).equals("sess_future"))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> headers = new HashMap<>();
        good.headers().forEach(h -> headers.put(h.key(), new String(h.value(), UTF_8)));
        return put(topic, "sess_another", good.value(), headers, "another session's key");
    }

    private static Poison put(
            Topic topic, String key, byte[] value, Map<String, String> headers, String what) {
        RecordMetadata at = topics.publishRaw(topic.name(), key, value, headers);
        return new Poison(at.topic(), at.partition(), at.offset(), what);
    }

    private static Map<String, String> headers() {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", "poison",
                "ce_source", "/test",
                "ce_type", "dev.workrail.poison.v1",
                "ce_subject", ORG + "/poison",
                "ce_time", "2026-01-01T00:00:00Z");
    }

    private static List<String> places(List<Poison> poisons, Set<String> without) {
        return poisons.stream()
                .filter(poison -> !without.contains(poison.topic()))
                .map(poison -> poison.topic() + "-" + poison.partition() + "@" + poison.offset())
                .toList();
    }

    /// Where what the API shows as dead letters lay: the org's own, and the operator's.
    private static Set<String> letters() throws Exception {
        Set<String> found = new HashSet<>();
        letters(acme.owner(), ORG, found);
        letters(product.operator(), OPERATOR, found);
        return found;
    }

    private static void letters(ApiClient api, String org, Set<String> found) throws Exception {
        String next = "";
        do {
            JsonNode page = api.get("/orgs/" + org + "/dead-letters?limit=200" + next);
            for (JsonNode letter : page.path("items")) {
                assertThat(letter.path("cause").asText()).isNotBlank();
                found.add(
                        "%s-%d@%d"
                                .formatted(
                                        letter.path("topic").asText(),
                                        letter.path("partition").asInt(),
                                        letter.path("offset").asLong()));
            }
            next = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!next.isEmpty());
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(assertion);
    }
}
