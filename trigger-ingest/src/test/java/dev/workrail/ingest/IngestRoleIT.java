package dev.workrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.contracts.command.Scope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.CommandId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.trigger.TriggerEvent;
import dev.workrail.ingest.intake.Answer;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.platform.trigger.request.WebhookRequest;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class IngestRoleIT {
    private final Backend backend;
    @TempDir private Path keys;
    private IngestFixture ingest;

    IngestRoleIT(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void open() throws Exception {
        ingest = new IngestFixture(backend.bootstrapServers(), keys);
        ingest.role.start();
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldTakeAWebhookRightAfterItsTriggerWasCreated() {
        // given
        ingest.configureSecret("hook", "s3cret");
        ingest.configure(IngestFixture.trigger("hook"));

        // when
        Answer answer = take("s3cret", "d-1");

        // then
        TriggerEvent.Accepted event = events().getFirst();
        assertThat(answer).isEqualTo(new Answer.Accepted(event.id(), event.session()));
        assertThat(event.goal()).isEqualTo("Fix Red build");
        assertThat(event.configVersion()).isEqualTo(2);
        assertThat(event.source().text()).isEqualTo("github:issue:acme/api#7@2026-03-01T09:59:59Z");
    }

    @Test
    void shouldTakeBothSecretsDuringARotationAndOnlyTheNewOneAfter() {
        // given
        ingest.configureSecret("old", "s-old");
        ingest.configureSecret("new", "s-new");
        ingest.configure(IngestFixture.trigger("old", "new"));
        assertThat(take("s-old", "d-1")).isInstanceOf(Answer.Accepted.class);
        assertThat(take("s-new", "d-2")).isInstanceOf(Answer.Accepted.class);

        // when
        ingest.configure(IngestFixture.trigger("new"));

        // then
        assertThat(take("s-new", "d-3")).isInstanceOf(Answer.Accepted.class);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(refused("s-old", "d-4")).isEqualTo(401));
    }

    @Test
    void shouldAnswer404ToAnUnknownTriggerOnceTheConfigurationIsRead() {
        Instant begun = Clock.systemUTC().instant();

        assertThat(refused("s3cret", "d-1")).isEqualTo(404);

        assertThat(Duration.between(begun, Clock.systemUTC().instant()))
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void shouldAnswer429WhileTheQueueOfASerialTriggerIsFull() {
        // given
        ingest.configureSecret("hook", "s3cret");
        ingest.configure(IngestFixture.trigger("hook"));
        for (int i = 0; i < 10; i++) {
            schedule(queued("sess_" + i));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(refused("s3cret", "d-1")).isEqualTo(429));

        // when
        schedule(
                new SchedulingEvent.Superseded(
                        IngestFixture.ACME,
                        new SessionId("sess_3"),
                        new SessionId("sess_4"),
                        Instant.EPOCH));

        // then
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> take("s3cret", "d-1") instanceof Answer.Accepted);
    }

    @Test
    void shouldTakeWhatComesForAPausedTriggerHoweverMuchWaits() {
        // given
        ingest.configureSecret("hook", "s3cret");
        ingest.configure(IngestFixture.trigger("hook"));
        for (int i = 0; i < 10; i++) {
            schedule(queued("sess_" + i));
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(refused("s3cret", "d-1")).isEqualTo(429));
        Scope org = new Scope(IngestFixture.ACME, null, null, null);
        CommandId command = new CommandId("cmd_1");

        // when
        schedule(
                new SchedulingEvent.Paused(
                        IngestFixture.ACME,
                        org,
                        command,
                        "ada",
                        null,
                        Instant.EPOCH,
                        Instant.EPOCH));

        // then
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .until(() -> take("s3cret", "d-1") instanceof Answer.Accepted);

        // when
        schedule(
                new SchedulingEvent.Unpaused(
                        IngestFixture.ACME, org, command, "ada", null, Instant.EPOCH));

        // then
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(refused("s3cret", "d-2")).isEqualTo(429));
    }

    @Test
    void shouldTakeNothingOnceStopped() {
        ingest.role.stop();

        assertThat(refused("s3cret", "d-1")).isEqualTo(404);
    }

    @Test
    void shouldAnswerOverHttpWithoutReadingMoreThanIsAllowed() throws IOException {
        // given
        ingest.configureSecret("hook", "s3cret");
        ingest.configure(IngestFixture.trigger("hook"));
        WebhookResource resource =
                new WebhookResource(ingest.role, new IngestFixture.Settings(), Clock.systemUTC());
        WebhookRequest request = IngestFixture.webhook("s3cret", "d-1");

        // when
        try (Response answer =
                resource.take(
                        "acme",
                        "fix",
                        new SentHeaders(request.headers(), request.body().length),
                        new ByteArrayInputStream(request.body()))) {

            // then
            assertThat(answer.getStatus()).isEqualTo(202);
        }
        InputStream endless = InputStream.nullInputStream();
        assertThat(problem(() -> resource.take("acme", "fix", sent(request, 2 << 20), endless)))
                .isEqualTo(413);
        InputStream large = new ByteArrayInputStream(new byte[(1 << 20) + 1]);
        assertThat(problem(() -> resource.take("acme", "fix", sent(request, -1), large)))
                .isEqualTo(413);
        assertThat(problem(() -> resource.takeOfOneMachine("fix", sent(request, -1), large)))
                .isEqualTo(404);
    }

    private static SentHeaders sent(WebhookRequest request, int length) {
        return new SentHeaders(request.headers(), length);
    }

    private static int problem(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem().status();
    }

    private Answer take(String secret, String delivery) {
        WebhookRequest request = IngestFixture.webhook(secret, delivery);
        return ingest.role.intake().take("acme", "fix", request);
    }

    private int refused(String secret, String delivery) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> take(secret, delivery));
        return problem == null ? 202 : problem.problem().status();
    }

    private List<TriggerEvent.Accepted> events() {
        return backend.topics().data(Topics.TRIGGERS, TriggerEvent.class).stream()
                .map(TriggerEvent.Accepted.class::cast)
                .toList();
    }

    private void schedule(SchedulingEvent event) {
        ingest.publisher()
                .publish(
                        Topics.SCHEDULING,
                        "acme",
                        EventCodec.envelope(
                                "s",
                                "/workrail/dispatcher",
                                "acme/s",
                                Clock.systemUTC().instant(),
                                null,
                                event))
                .join();
    }

    private static SchedulingEvent queued(String session) {
        SessionId id = new SessionId(session);
        return new SchedulingEvent.Queued(
                IngestFixture.ACME,
                new SessionSpec(
                        id,
                        IngestFixture.ACME,
                        null,
                        id,
                        new TriggerEventId("te_1"),
                        IngestFixture.trigger("hook"),
                        null,
                        "wr.coding-task",
                        "Fix",
                        JsonNodeFactory.instance.objectNode(),
                        List.of(),
                        Instant.EPOCH),
                List.of(),
                Instant.EPOCH);
    }
}
