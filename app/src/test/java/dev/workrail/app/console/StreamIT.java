package dev.workrail.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.app.client.ServerSentEvent;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.ClaimId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.WorkerId;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.KafkaClients;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ConsoleBackend.class)
class StreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TestHTTPResource("/")
    URI base;

    @Inject KafkaClients kafka;

    @Test
    void shouldGoOnBehindTheLastEventOfABrokenStream() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        SessionId session = new SessionId("sess_stream-" + org);
        List<ServerSentEvent> first;
        try (EventPublisher log = kafka.publisher("test");
                Stream<String> lines = open(owner, org, null)) {
            Iterator<String> reading = lines.iterator();
            assertThat(next(reading).type()).isEqualTo("hello");
            claim(log, org, session, 1);
            claim(log, org, session, 2);

            // when
            first = List.of(next(reading), next(reading));
            claim(log, org, session, 3);
            claim(log, "another-" + org, new SessionId("sess_other-" + org), 1);
            claim(log, org, session, 4);
        }

        // then
        List<ServerSentEvent> second = new ArrayList<>();
        try (Stream<String> lines = open(owner, org, first.get(0).id())) {
            Iterator<String> reading = lines.iterator();
            assertThat(next(reading).type()).isEqualTo("hello");
            second.add(next(reading));
            second.add(next(reading));
            second.add(next(reading));
        }
        assertThat(first).extracting(ServerSentEvent::type).containsOnly("session_claimed");
        assertThat(second).extracting(StreamIT::epoch).containsExactly("2", "3", "4");
        assertThat(second.get(0)).isEqualTo(first.get(1));
    }

    @Test
    void shouldTellAClientToReadAnewWhereItsCursorIsUnknown() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);

        // when
        try (Stream<String> lines = open(owner, org, "wr.unheard-0:5")) {
            // then
            assertThat(next(lines.iterator()).type()).isEqualTo("resync");
        }
    }

    @Test
    void shouldKeepAQuietStreamAliveAndItsCursorNew() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        try (EventPublisher log = kafka.publisher("test");
                Stream<String> lines = open(owner, org, null)) {
            Iterator<String> reading = lines.iterator();
            ServerSentEvent hello = next(reading);

            // when
            claim(log, "another-" + org, new SessionId("sess_quiet-" + org), 1);
            ServerSentEvent heartbeat = next(reading);

            // then
            assertThat(heartbeat.type()).isEqualTo("heartbeat");
            assertThat(heartbeat.id()).as("it saw the other org's record").isNotEqualTo(hello.id());
        }
    }

    @Test
    void shouldEndTheStreamsOfAMemberWhoIsRemovedAndNobodyElses() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        Api viewer = owner.member(org, "viewer");
        try (EventPublisher log = kafka.publisher("test");
                Stream<String> theirs = open(viewer, org, null);
                Stream<String> others = open(owner, org, null)) {
            // when
            owner.delete("/orgs/" + org + "/members/viewer").then().statusCode(204);

            // then
            assertThat(rest(theirs)).as("kinds of events").containsOnly("hello");
            claim(log, org, new SessionId("sess_after-" + org), 1);
            Iterator<String> reading = others.iterator();
            assertThat(next(reading).type()).isEqualTo("hello");
            assertThat(next(reading).type()).isEqualTo("session_claimed");
        }
    }

    @Test
    void shouldEndTheStreamsOfAnOrgThatIsDeleted() throws Exception {
        // given
        String org = Api.freshOrg();
        Api owner = Api.owner(org);
        try (Stream<String> lines = open(owner, org, null)) {
            // when
            owner.delete("/orgs/" + org + "?confirm=Org " + org).then().statusCode(202);

            // then
            assertThat(rest(lines)).as("kinds of events").containsOnly("hello");
        }
    }

    /// Types of the events until the server ends the stream.
    private static List<String> rest(Stream<String> lines) throws Exception {
        ServerSentEvent.Lines events = new ServerSentEvent.Lines();
        return CompletableFuture.supplyAsync(() ->
                        lines.flatMap(line -> events.take(line).stream())
                                .map(ServerSentEvent::type)
                                .toList())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private Stream<String> open(Api api, String org, String lastEventId) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve("/api/v1/orgs/" + org + "/stream"))
                        .header("Authorization", "Bearer " + api.key());
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofLines()).body();
    }

    private static ServerSentEvent next(Iterator<String> lines) {
        ServerSentEvent.Lines events = new ServerSentEvent.Lines();
        while (true) {
            Optional<ServerSentEvent> event = events.take(lines.next());
            if (event.isPresent()) {
                return event.get();
            }
        }
    }

    private static String epoch(ServerSentEvent event) {
        return event.data().replaceAll(".*\"epoch\":([0-9]+).*", "$1");
    }

    private static void claim(EventPublisher log, String org, SessionId session, long epoch)
            throws Exception {
        SessionRecord.Claimed claimed =
                new SessionRecord.Claimed(
                        session,
                        new OrgId(org),
                        epoch,
                        new ClaimId("claim-" + epoch),
                        new WorkerId("worker"),
                        Instant.now());
        log.publish(
                        Topics.SESSIONS,
                        session.value(),
                        EventCodec.envelope(
                                "evt-" + session + epoch,
                                "/test",
                                org + "/" + session,
                                Instant.now(),
                                null,
                                claimed))
                .get();
    }
}
