package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryEvent;
import dev.workrail.contracts.id.DeliveryId;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.Fact;
import dev.workrail.platform.kafka.EventPublisher;
import dev.workrail.platform.kafka.Received;
import dev.workrail.projections.Projections;
import dev.workrail.projections.session.Story;
import dev.workrail.projections.sink.Batches;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A delivery from the moment it is asked for, and every attempt at it.
@WorkrailBackend
class DeliveryReaderIT {
    private static final OrgId ACME = new OrgId("acme");
    private static final SessionId SESSION = new SessionId("sess_1");

    @Test
    void shouldTellOfEachDeliveryWhatItCameToAndOfEachAttempt(
            Backend backend, @TempDir Path directory) throws Exception {
        try (Projections projections = new Projections(backend, directory);
                EventPublisher letters = projections.kafka().publisher("test")) {
            // given one that was overtaken, one that arrived, one that was given up, one that waits
            Story story = new Story("acme", SESSION.value()).queued().running();
            story.effects(deliver("hook", "started", 1), deliver("chat", "started", 1));
            story.turn(1, 1, 1);
            story.effects(deliver("hook", "completed", 2), deliver("chat", "completed", 2));
            List<Received<Object>> log = Batches.log(story, 0);
            Batches.write(projections, letters, Batches.LOG, log.subList(0, log.size()));
            DeliveryReader reader =
                    new DeliveryReader(
                            projections.database().tenants(), projections.database().pool());
            String arrived = id(reader, "hook", "completed");
            String late = id(reader, "hook", "started");
            String lost = id(reader, "chat", "started");

            // when
            int before = story.log().size();
            story.fact("f1", delivered(arrived));
            story.fact("f2", failed(lost));
            Batches.write(
                    projections,
                    letters,
                    Batches.LOG,
                    Batches.log(story, 0).subList(before, before + 2));
            Batches.write(
                    projections,
                    letters,
                    Batches.ATTEMPTS,
                    List.of(
                            Batches.received(
                                    Batches.ATTEMPTS,
                                    finished(
                                            arrived,
                                            1,
                                            AttemptResult.failed(
                                                    "HTTP 503", Duration.ofSeconds(7))),
                                    0),
                            Batches.received(
                                    Batches.ATTEMPTS,
                                    finished(arrived, 2, AttemptResult.delivered("msg-1")),
                                    1)));

            // then
            assertThat(page(reader, null))
                    .extracting(
                            DeliveryReader.Delivery::target,
                            DeliveryReader.Delivery::status,
                            DeliveryReader.Delivery::state)
                    .containsExactlyInAnyOrder(
                            tuple("hook", "started", "superseded"),
                            tuple("hook", "completed", "delivered"),
                            tuple("chat", "started", "failed"),
                            tuple("chat", "completed", "pending"));
            assertThat(page(reader, "superseded")).extracting(d -> d.id()).containsExactly(late);
            assertThat(page(reader, "failed")).extracting(d -> d.id()).containsExactly(lost);
            assertThat(reader.attempts(ACME, arrived))
                    .extracting(
                            DeliveryReader.Attempt::attempt,
                            DeliveryReader.Attempt::outcome,
                            DeliveryReader.Attempt::cause,
                            DeliveryReader.Attempt::retryAfterMs)
                    .containsExactly(
                            tuple(1, "failed", "HTTP 503", 7_000L),
                            tuple(2, "delivered", null, null));
            Page<DeliveryReader.Delivery> first =
                    reader.page(ACME, filter(null), new Paging(true, null, 3));
            assertThat(reader.page(ACME, filter(null), new Paging(true, first.next(), 3)).items())
                    .hasSize(1);
            OrgId other = new OrgId("globex");
            assertThat(reader.page(other, filter(null), Paging.first(9)).items()).isEmpty();
            assertThat(reader.find(other, arrived)).isEmpty();
            assertThat(reader.attempts(other, arrived)).isEmpty();
        }
    }

    private static String id(DeliveryReader reader, String target, String status) {
        return page(reader, null).stream()
                .filter(one -> one.target().equals(target) && one.status().equals(status))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static List<DeliveryReader.Delivery> page(DeliveryReader reader, String state) {
        return reader.page(ACME, filter(state), Paging.first(50)).items();
    }

    private static DeliveryFilter filter(String state) {
        return new DeliveryFilter(null, null, state, null, null, null);
    }

    private static Effect deliver(String target, String status, int sequence) {
        return new Effect.Deliver(
                new DeliveryTarget.Callback(target, "https://ops.example/", "secret"),
                status,
                sequence,
                JsonNodeFactory.instance.objectNode());
    }

    private static Fact delivered(String id) {
        return new Fact.Delivered(new DeliveryId(id), "hook", "completed", 2, "msg-1");
    }

    private static Fact failed(String id) {
        return new Fact.DeliveryFailed(
                new DeliveryId(id), "chat", "started", 3, "attempts_exhausted: HTTP 503");
    }

    private static DeliveryEvent finished(String id, int attempt, AttemptResult result) {
        return new DeliveryEvent.AttemptFinished(
                new DeliveryId(id),
                ACME,
                "https://ops.example/",
                attempt,
                result,
                Story.BEGIN.plusSeconds(attempt),
                40);
    }
}
