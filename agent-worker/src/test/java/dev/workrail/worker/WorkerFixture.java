package dev.workrail.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.command.Command;
import dev.workrail.contracts.config.AgentSettings;
import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.event.Envelope;
import dev.workrail.contracts.event.EventCodec;
import dev.workrail.contracts.id.DomainId;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.PoolId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerEventId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.Dispatch;
import dev.workrail.contracts.schedule.LeaseEvent;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.Effect;
import dev.workrail.contracts.session.EpochFilter;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.blob.BlobStore;
import dev.workrail.platform.blob.EncryptedBlobStore;
import dev.workrail.platform.blob.FileBucket;
import dev.workrail.platform.blob.OrgKeys;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.KafkaSettings;
import dev.workrail.platform.kafka.PartitionPlan;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.platform.secret.SecretSealer;
import dev.workrail.testkit.Backend;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/// Workers on a real broker, a sample repository with a failing test, and a dispatcher that does
/// what the test says.
final class WorkerFixture implements AutoCloseable {
    /// The trace every dispatch is part of.
    static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    static final OrgId ORG = new OrgId("acme");
    static final PoolId POOL = new PoolId("default");
    static final WorkspaceId WORKSPACE = new WorkspaceId("greet");
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Backend backend;
    final Path home;
    final Path remote;
    final MeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaClients kafka;
    private final BlobStore blobs;
    private final Map<String, String> overrides = new HashMap<>();
    private final List<AgentWorkerRole> workers = new ArrayList<>();
    private int started;

    WorkerFixture(Backend backend, Path home) throws Exception {
        this.backend = backend;
        this.home = home;
        this.remote = SampleRepository.bare(home);
        KafkaSettings settings = new KafkaAddress(backend.bootstrapServers());
        this.kafka = new KafkaClients(settings, meters, Clock.systemUTC());
        FileBucket bucket = new FileBucket(home.resolve("blobs"));
        this.blobs =
                new EncryptedBlobStore(
                        bucket,
                        OrgKeys.open(home.resolve("blob.key.json"), bucket),
                        Clock.systemUTC());
        kafka.topics().ensure(Topics.ALL, PartitionPlan.ONE_MACHINE);
        kafka.topics().ensure(List.of(Topics.dispatches(POOL)), PartitionPlan.ONE_MACHINE);
        workspace("bash test/run.sh");
    }

    WorkerFixture with(String key, String value) {
        overrides.put("workrail.worker." + key, value);
        return this;
    }

    AgentWorkerRole startWorker() throws Exception {
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withMapping(WorkerConfig.class)
                        .withConverter(Duration.class, 200, new DurationConverter())
                        .withDefaultValue("workrail.worker.allow-local-remotes", "true")
                        .withDefaultValue("workrail.worker.drain-timeout", "10s")
                        .withDefaultValue(
                                "workrail.worker.home",
                                home.resolve("worker-" + started++).toString());
        overrides.forEach(builder::withDefaultValue);
        SmallRyeConfig config = builder.build();
        AgentWorkerRole role =
                new AgentWorkerRole(
                        kafka,
                        blobs,
                        config.getConfigMapping(WorkerConfig.class),
                        meters,
                        Clock.systemUTC(),
                        new Random());
        workers.add(role);
        role.start();
        return role;
    }

    void workspace(String testCommand) {
        workspace(remote.toString(), null, testCommand);
    }

    /// @param credential name of a secret stored by [#secret]
    void workspace(String url, @Nullable String credential, @Nullable String testCommand) {
        ConfigValue.Workspace workspace =
                new ConfigValue.Workspace(
                        ORG,
                        WORKSPACE,
                        null,
                        url,
                        "main",
                        null,
                        credential,
                        testCommand,
                        null,
                        Limits.NONE);
        config(workspace);
    }

    /// Stores a git secret, sealed with a key that workers started later have.
    void secret(String name, String text) throws Exception {
        SecretKeys keys = new SecretKeys(home.resolve("keys"));
        keys.ensureAll();
        config(
                new SecretSealer(keys)
                        .seal(ORG, SecretPurpose.GIT, name, text.getBytes(UTF_8))
                        .toConfig());
        with("secret-keys", home.resolve("keys").toString());
    }

    private void config(ConfigValue value) {
        publish(
                Topics.CONFIG.name(),
                value.key().toString(),
                new Envelope<>(
                        "cfg-" + System.nanoTime(),
                        "/test",
                        "dev.workrail.config.v1",
                        ORG.value(),
                        Instant.now(),
                        null,
                        ConfigRecord.of(System.nanoTime(), value)));
    }

    /// A session that replays `transcript` over the quick task.
    SessionSpec spec(String name, String transcript) {
        return spec(name, transcript, "wr.quick-task", BranchStrategy.WORKTREE);
    }

    SessionSpec spec(String name, String transcript, String workflow, BranchStrategy strategy) {
        ConfigValue.Trigger trigger =
                new ConfigValue.Trigger(
                        ORG,
                        new TriggerId("on-issue"),
                        new DomainId("default"),
                        POOL,
                        "github",
                        true,
                        workflow,
                        WORKSPACE,
                        null,
                        null,
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        strategy,
                        new AgentSettings(null, null, null, null, null, null, transcript),
                        List.of(new DeliveryTarget.Callback("hook", "http://localhost/x", "s")),
                        List.of(),
                        null,
                        null);
        SessionId session = new SessionId(Ids.derive("sess", name));
        return new SessionSpec(
                session,
                ORG,
                null,
                session,
                new TriggerEventId(Ids.derive("trg", name)),
                trigger,
                null,
                workflow,
                "Greet the world when no name is given",
                ContractsJson.mapper().createObjectNode(),
                List.of(),
                Instant.parse("2026-03-01T12:00:00Z"));
    }

    /// Publishes a workflow of the org.
    void workflow(String json) {
        JsonNode definition = ContractsJson.read(json.getBytes(UTF_8), JsonNode.class);
        config(new ConfigValue.Workflow(ORG, definition.path("id").asText(), definition));
    }

    void dispatch(SessionSpec spec, long epoch) {
        publish(
                Topics.dispatches(POOL).name(),
                spec.session().value(),
                new Envelope<>(
                        "d-" + epoch + spec.session(),
                        "/test",
                        "dev.workrail.dispatch.v1",
                        spec.org() + "/" + spec.session(),
                        Instant.now(),
                        "00-" + TRACE + "-00f067aa0ba902b7-01",
                        new Dispatch(
                                spec,
                                new DomainId("default"),
                                POOL,
                                epoch,
                                1,
                                null,
                                Instant.now())));
    }

    /// Dispatches, and grants the claim that follows.
    SessionRecord.Claimed run(SessionSpec spec, long epoch, Command... commands) {
        dispatch(spec, epoch);
        SessionRecord.Claimed claimed = claimed(spec, epoch);
        grant(claimed, resumePoint(spec.session(), epoch), List.of(commands));
        return claimed;
    }

    SessionRecord.Claimed claimed(SessionSpec spec, long epoch) {
        return (SessionRecord.Claimed)
                await(record ->
                        record instanceof SessionRecord.Claimed claim
                                && claim.session().equals(spec.session())
                                && claim.epoch() == epoch);
    }

    void grant(SessionRecord.Claimed claimed, Checkpoint resume, List<Command> commands) {
        Duration window =
                DurationConverter.parseDuration(
                        overrides.getOrDefault("workrail.worker.window", "15s"));
        event(
                new LeaseEvent.Granted(
                        claimed.session(),
                        claimed.org(),
                        claimed.epoch(),
                        claimed.claim(),
                        claimed.worker(),
                        window,
                        resume,
                        commands,
                        null,
                        Instant.now()));
    }

    void event(LeaseEvent event) {
        publish(Topics.LEASES.name(), event.session().value(), envelope(event));
    }

    void command(SessionId session, Command command) {
        publish(Topics.COMMANDS.name(), session.value(), envelope(command));
    }

    /// The checkpoint of the last valid segment below an epoch.
    Checkpoint resumePoint(SessionId session, long epoch) {
        Checkpoint last = null;
        for (SessionRecord.Segment segment : segments(session)) {
            last =
                    segment.epoch() < epoch && segment.checkpoint() != null
                            ? segment.checkpoint()
                            : last;
        }
        return last;
    }

    <S extends SessionEvent> List<S> events(SessionSpec spec, Class<S> type) {
        return segments(spec.session()).stream()
                .flatMap(segment -> segment.events().stream())
                .map(LoggedEvent::data)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    SessionRecord.Released awaitRelease(SessionSpec spec, long epoch) {
        return (SessionRecord.Released)
                await(record ->
                        record instanceof SessionRecord.Released released
                                && released.session().equals(spec.session())
                                && released.epoch() == epoch);
    }

    <S extends SessionEvent> void awaitEvent(SessionSpec spec, Class<S> type) {
        await(record ->
                record instanceof SessionRecord.Segment segment
                        && segment.session().equals(spec.session())
                        && segment.events().stream()
                                .anyMatch(event -> type.isInstance(event.data())));
    }

    /// The segments that count.
    List<SessionRecord.Segment> segments(SessionId session) {
        EpochFilter filter = EpochFilter.START;
        List<SessionRecord.Segment> valid = new ArrayList<>();
        for (SessionRecord record : backend.topics().data(Topics.SESSIONS, SessionRecord.class)) {
            if (!record.session().equals(session)) {
                continue;
            }
            if (filter.verdict(record) == EpochFilter.Verdict.VALID
                    && record instanceof SessionRecord.Segment segment) {
                valid.add(segment);
            }
            filter = filter.after(record);
        }
        return valid;
    }

    List<Effect> effects(SessionId session) {
        return segments(session).stream().flatMap(segment -> segment.effects().stream()).toList();
    }

    <E extends Effect> List<E> effects(SessionId session, Class<E> type) {
        return effects(session).stream().filter(type::isInstance).map(type::cast).toList();
    }

    Effect.Ended awaitEnd(SessionSpec spec) {
        await(record ->
                record instanceof SessionRecord.Segment segment
                        && segment.session().equals(spec.session())
                        && segment.effects().stream().anyMatch(Effect.Ended.class::isInstance));
        return effects(spec.session(), Effect.Ended.class).getFirst();
    }

    SessionRecord await(Predicate<SessionRecord> matches) {
        try {
            return backend.topics()
                    .await(Topics.SESSIONS, SessionRecord.class, matches, PATIENCE)
                    .data();
        } catch (ConditionTimeoutException e) {
            String found =
                    backend.topics().data(Topics.SESSIONS, SessionRecord.class).stream()
                            .map(WorkerFixture::brief)
                            .collect(Collectors.joining("\n"));
            throw new AssertionError("the log has only\n" + found, e);
        }
    }

    private static String brief(SessionRecord record) {
        if (record instanceof SessionRecord.Segment segment) {
            return segment.epoch()
                    + " "
                    + segment.events().stream().map(event -> event.data().kind()).toList()
                    + segment.effects().stream().map(Effect::kind).toList();
        }
        return record.toString();
    }

    Optional<String> remoteRef(SessionSpec spec) throws Exception {
        Path ref = remote.resolve("refs/heads/worktrain/" + spec.session());
        return Files.exists(ref) ? Optional.of(Files.readString(ref).strip()) : Optional.empty();
    }

    void transcript(String name, String json) throws Exception {
        Path directory = Files.createDirectories(home.resolve("transcripts"));
        Files.writeString(directory.resolve(name + ".json"), json);
        with("transcripts", directory.toString());
    }

    private void publish(String topic, String key, Envelope<?> envelope) {
        var encoded = EventCodec.encode(envelope);
        backend.topics().publishRaw(topic, key, encoded.value(), encoded.headers());
    }

    private static <T extends Kinded> Envelope<T> envelope(T data) {
        return EventCodec.envelope(
                "t-" + System.nanoTime(), "/test", "acme", Instant.now(), null, data);
    }

    @Override
    public void close() {
        workers.forEach(AgentWorkerRole::stop);
        workers.clear();
    }
}
