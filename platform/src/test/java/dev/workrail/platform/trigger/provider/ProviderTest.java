package dev.workrail.platform.trigger.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.trigger.SourceIdentity;
import dev.workrail.platform.trigger.request.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How each provider but GitHub (see the corpus test) tells what happened; payloads cut to what is
/// read, in the form the providers document.
class ProviderTest {
    @Test
    void shouldReadAGitlabMergeRequest() {
        String payload =
                """
                {"object_kind":"merge_request","project":{"path_with_namespace":"acme/api"},
                 "object_attributes":{"iid":5,"action":"%s","updated_at":"2026-03-01 10:00:00 UTC",
                  "last_commit":{"id":"da1560886d4f"},"oldrev":%s}}
                """;
        var headers =
                Map.of(
                        "X-Gitlab-Event", "Merge Request Hook",
                        "X-Gitlab-Event-UUID", "shared by a chain",
                        "Idempotency-Key", "one delivery");

        Occurrence opened = read("gitlab", headers, payload.formatted("open", "null"));
        assertThat(opened)
                .isEqualTo(
                        new Occurrence(
                                "merge_request",
                                "open",
                                "one delivery",
                                source("gitlab", "merge_request", "acme/api!5", "da1560886d4f")));
        assertThat(read("gitlab", headers, payload.formatted("update", "\"0011\"")).source())
                .extracting(SourceIdentity::revision)
                .isEqualTo("da1560886d4f:0011");
        assertThat(read("gitlab", headers, payload.formatted("approved", "null")).source())
                .extracting(SourceIdentity::revision)
                .isEqualTo("da1560886d4f:approved:2026-03-01 10:00:00 UTC");
    }

    @Test
    void shouldNameAGitlabEventByItsHeaderWhereThePayloadDoesNot() {
        Occurrence seen =
                read("gitlab", Map.of("X-Gitlab-Event", "Subgroup Hook", "webhook-id", "m1"), "{}");

        assertThat(seen.eventType()).isEqualTo("subgroup");
        assertThat(seen.deliveryId()).isEqualTo("m1");
    }

    @Test
    void shouldReadAJiraTransitionByItsChangelog() {
        Occurrence seen =
                read(
                        "jira",
                        Map.of("X-Atlassian-Webhook-Identifier", "w1"),
                        """
                        {"webhookEvent":"jira:issue_updated","issue_event_type_name":"issue_generic",
                         "timestamp":1772000000000,"changelog":{"id":"10124"},
                         "issue":{"key":"API-7","fields":{"updated":"2026-03-01T10:00:00.000+0000"}}}
                        """);

        assertThat(seen)
                .isEqualTo(
                        new Occurrence(
                                "jira:issue_updated",
                                "issue_generic",
                                "w1",
                                source("jira", "ticket", "API-7", "transition:10124")));
    }

    @Test
    void shouldReadANewJiraIssueByWhenItWasUpdated() {
        Occurrence seen =
                read(
                        "jira",
                        Map.of(),
                        """
                        {"webhookEvent":"jira:issue_created",
                         "issue":{"key":"API-8","fields":{"updated":"2026-03-01T10:00:00.000+0000"}}}
                        """);

        assertThat(seen.source())
                .isEqualTo(source("jira", "ticket", "API-8", "2026-03-01T10:00:00.000+0000"));
    }

    @Test
    void shouldReadAPagerDutyIncident() {
        Occurrence seen =
                read(
                        "pagerduty",
                        Map.of(),
                        """
                        {"event":{"id":"01BZ","event_type":"incident.responder.added",
                          "resource_type":"incident","data":{"id":"P912A3B","type":"incident"}}}
                        """);

        assertThat(seen)
                .isEqualTo(
                        new Occurrence(
                                "incident",
                                "responder.added",
                                "01BZ",
                                source("pagerduty", "incident", "P912A3B", "01BZ")));
    }

    @Test
    void shouldReadASlackMentionCommandAndButton() {
        assertThat(
                        read(
                                "slack",
                                Map.of(),
                                """
                                {"type":"event_callback","event_id":"Ev1","team_id":"T1",
                                 "event":{"type":"app_mention","channel":"C1","ts":"17.1",
                                  "thread_ts":"16.0","event_ts":"17.1"}}
                                """))
                .isEqualTo(
                        new Occurrence(
                                "app_mention",
                                null,
                                "Ev1",
                                source("slack", "message", "T1/C1/16.0", "17.1")));
        assertThat(
                        read(
                                "slack",
                                Map.of(),
                                """
                                {"command":"/fix","trigger_id":"1.2","team_id":"T1",
                                 "channel_id":"C1","user_id":"U1"}
                                """))
                .isEqualTo(
                        new Occurrence(
                                "slash_command",
                                "fix",
                                "1.2",
                                source("slack", "command", "T1/C1/U1/fix", "1.2")));
        assertThat(
                        read(
                                "slack",
                                Map.of(),
                                """
                                {"type":"block_actions","trigger_id":"3.4","team":{"id":"T1"},
                                 "channel":{"id":"C1"},"message":{"ts":"17.2"},
                                 "actions":[{"action_id":"approve"}]}
                                """))
                .isEqualTo(
                        new Occurrence(
                                "block_actions",
                                "approve",
                                "3.4",
                                source("slack", "message", "T1/C1/17.2", "3.4")));
    }

    @Test
    void shouldReadAStandardWebhook() {
        Occurrence seen =
                read(
                        "standard-webhooks",
                        Map.of("webhook-id", "msg_1"),
                        """
                        {"type":"invoice.paid","timestamp":"2026-03-01T10:00:00Z","data":{"id":"in_1"}}
                        """);

        assertThat(seen)
                .isEqualTo(
                        new Occurrence(
                                "invoice.paid",
                                null,
                                "msg_1",
                                source(
                                        "standard-webhooks",
                                        "invoice.paid",
                                        "in_1",
                                        "2026-03-01T10:00:00Z")));
    }

    @Test
    void shouldTakeAGenericPayloadAtItsWord() {
        Occurrence named =
                read(
                        "generic",
                        Map.of("X-WorkRail-Event", "nightly", "Idempotency-Key", "k1"),
                        """
                        {"source":{"kind":"build","id":"42","revision":"abc"}}
                        """);
        assertThat(named)
                .isEqualTo(
                        new Occurrence(
                                "nightly", null, "k1", source("generic", "build", "42", "abc")));

        assertThat(read("generic", Map.of(), "{}"))
                .isEqualTo(new Occurrence("event", null, null, null));
    }

    private static SourceIdentity source(String provider, String kind, String id, String revision) {
        return new SourceIdentity(provider, kind, id, revision);
    }

    private static Occurrence read(String provider, Map<String, String> headers, String payload) {
        JsonNode json =
                ContractsJson.read(payload.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        return Provider.of(provider).orElseThrow().read(RequestHeaders.of(headers), json);
    }
}
