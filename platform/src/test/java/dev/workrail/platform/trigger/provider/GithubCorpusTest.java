package dev.workrail.platform.trigger.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.platform.trigger.mapping.ConditionCheck;
import dev.workrail.platform.trigger.mapping.ContextMapping;
import dev.workrail.platform.trigger.mapping.DispatchFilter;
import dev.workrail.platform.trigger.mapping.GoalTemplate;
import dev.workrail.platform.trigger.request.PayloadReader;
import dev.workrail.platform.trigger.request.RequestHeaders;
import dev.workrail.platform.trigger.request.WebhookRequest;
import dev.workrail.testkit.Triggers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every payload that GitHub is known to send is typed, mapped and given an identity.
class GithubCorpusTest {
    private static final int PAYLOADS = 203;
    private static final Path CORPUS =
            Path.of(System.getProperty("workrail.shared", "."), "corpus", "github-webhooks");
    private static final PayloadReader READER = new PayloadReader(64, 1 << 20);
    private static final ConfigValue.Trigger TRIGGER =
            Triggers.of(
                    "github",
                    "Look",
                    "{{action}} by {{sender.login}}",
                    List.of(),
                    List.of(),
                    Map.of("repository", "$.repository.full_name", "action", "$.action"),
                    List.of("hook"));

    @Test
    void shouldTypeMapAndIdentifyEveryPayload() {
        List<Path> payloads = corpus();

        assertThat(payloads).hasSize(PAYLOADS);
        for (Path file : payloads) {
            String event = file.getParent().getFileName().toString();
            JsonNode payload = payload(file);
            Occurrence seen = occurrence(event, payload);

            assertThat(seen.eventType()).as("%s", file).isEqualTo(event);
            assertThat(seen.action())
                    .as("%s", file)
                    .isEqualTo(
                            payload.path("action").isTextual()
                                    ? payload.path("action").textValue()
                                    : null);
            assertThat(seen.source()).as("%s", file).isNotNull();
            assertThat(seen.source().externalId()).as("%s", file).isNotBlank();
            assertThat(seen.source().revision()).as("%s", file).isNotBlank();
            assertThat(DispatchFilter.checks(TRIGGER, event, seen.action(), payload))
                    .allMatch(ConditionCheck::holds);
            assertThat(GoalTemplate.goal(TRIGGER, payload)).as("%s", file).isNotBlank();
            assertThat(ContextMapping.context(TRIGGER.contextMapping(), payload).has("repository"))
                    .as("%s", file)
                    .isEqualTo(payload.path("repository").has("full_name"));
        }
    }

    @Test
    void shouldIdentifyAnIssueByItsNumberAndItsLastChange() {
        assertThat(source("issues/opened.payload.json"))
                .isEqualTo(
                        new SourceIdentity(
                                "github",
                                "issue",
                                "Codertocat/Hello-World#1",
                                "2019-05-15T15:20:18Z"));
    }

    @Test
    void shouldIdentifyAPullRequestByItsHeadCommit() {
        assertThat(source("pull_request/opened.payload.json"))
                .isEqualTo(
                        new SourceIdentity(
                                "github",
                                "pull_request",
                                "Codertocat/Hello-World#2",
                                "ec26c3e57ca3a959ca5aad62de7213c562f8c821"));
    }

    @Test
    void shouldTakeALabelOnAPullRequestForATransition() {
        assertThat(source("pull_request/labeled.payload.json").revision())
                .startsWith("ec26c3e57ca3a959ca5aad62de7213c562f8c821:labeled:");
    }

    @Test
    void shouldGiveMostEventsAnIdentityOfTheirOwn() {
        long byDelivery =
                corpus().stream()
                        .map(file ->
                                occurrence(
                                        file.getParent().getFileName().toString(), payload(file)))
                        .filter(seen -> "72d3162e".equals(seen.source().revision()))
                        .count();

        // What has no time, digest or state of its own: a star, a fork, a member, a ping.
        assertThat(byDelivery).isLessThan(75);
    }

    private static SourceIdentity source(String file) {
        corpus();
        Path path = CORPUS.resolve(file);
        return occurrence(path.getParent().getFileName().toString(), payload(path)).source();
    }

    private static Occurrence occurrence(String event, JsonNode payload) {
        var headers =
                RequestHeaders.of(Map.of("X-GitHub-Event", event, "X-GitHub-Delivery", "72d3162e"));
        return Provider.of("github").orElseThrow().read(headers, payload);
    }

    private static JsonNode payload(Path file) {
        try {
            return READER.read(
                    new WebhookRequest(
                            RequestHeaders.of(Map.of("Content-Type", "application/json")),
                            Files.readAllBytes(file),
                            Instant.EPOCH));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> corpus() {
        boolean present = Files.isDirectory(CORPUS);
        assertThat(present || !"true".equals(System.getenv("CI")))
                .as("CI needs the webhook corpus in " + CORPUS)
                .isTrue();
        assumeTrue(present, "no webhook corpus in " + CORPUS + ": set -Dworkrail.shared");
        try (Stream<Path> files = Files.walk(CORPUS)) {
            return files.filter(file ->
                            file.toString().endsWith(".payload.json")
                                    || file.getFileName().toString().equals("payload.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
