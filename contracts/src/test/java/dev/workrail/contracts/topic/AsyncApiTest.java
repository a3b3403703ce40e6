package dev.workrail.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.json.ContractsJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// `docs/asyncapi.json` is what the topic catalogue says (AsyncAPI 3.0.0).
class AsyncApiTest {
    private static final Path DOCUMENT = Path.of("../docs/asyncapi.json");

    @Test
    void shouldMatchTheTopicCatalogue() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(DOCUMENT.getParent());
            Files.writeString(DOCUMENT, expected);
        }

        assertThat(DOCUMENT)
                .as("run this test with -Dgolden.write=true and review the change")
                .content()
                .isEqualTo(expected);
    }

    private static String document() throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "WorkRail Auto events")
                .put("version", "1")
                .put(
                        "description",
                        "Every topic with its key, retention and records. CloudEvents 1.0 in binary"
                                + " mode: attributes in ce_* headers, JSON data as the value.");
        root.put("defaultContentType", "application/json");
        ObjectNode channels = root.putObject("channels");
        ObjectNode messages = JsonNodeFactory.instance.objectNode();
        RecordSchema schemas = new RecordSchema();
        List<Topic> topics = new ArrayList<>(Topics.ALL);
        topics.add(Topics.dispatches(new PoolId("pool")));
        for (Topic topic : topics) {
            describe(channels, messages, schemas, topic);
        }
        ObjectNode components = root.putObject("components");
        components.set("messages", messages);
        ObjectNode all = components.putObject("schemas");
        schemas.schemas().forEach(all::set);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        return ContractsJson.mapper().writer(printer).writeValueAsString(root) + "\n";
    }

    private static void describe(
            ObjectNode channels, ObjectNode messages, RecordSchema schemas, Topic topic) {
        boolean perPool = topic.name().equals("wr.dispatches.pool");
        String address = perPool ? "wr.dispatches.{pool}" : topic.name();
        String id = perPool ? "wr.dispatches" : topic.name();
        String message = topic.family().getSimpleName();
        ObjectNode channel = channels.putObject(id);
        channel.put("address", address).put("description", topic.summary());
        if (perPool) {
            channel.putObject("parameters")
                    .putObject("pool")
                    .put("description", "The pool's id; read through the pool's share group.");
        }
        channel.putObject("messages")
                .putObject(message)
                .put("$ref", "#/components/messages/" + message);
        channel.putObject("bindings")
                .putObject("kafka")
                .putObject("topicConfiguration")
                .put("cleanup.policy", topic.compacted() ? "compact" : "delete")
                .put("retention.ms", topic.retention() == null ? -1 : topic.retention().toMillis());
        channel.put("x-key", topic.key())
                .put("x-partitions", topic.spread().name().toLowerCase(java.util.Locale.ROOT));
        ObjectNode body = messages.putObject(message);
        body.put("name", message).put("contentType", "application/json");
        body.set(
                "payload",
                topic.family() == com.fasterxml.jackson.databind.JsonNode.class
                        ? JsonNodeFactory.instance.objectNode()
                        : schemas.reference(topic.family()));
    }
}
