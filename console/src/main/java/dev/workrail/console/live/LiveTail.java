package dev.workrail.console.live;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.access.Permit;
import dev.workrail.console.access.Permits;
import dev.workrail.console.log.ConsoleLog;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.Kinded;
import dev.workrail.contracts.schedule.SchedulingEvent;
import dev.workrail.contracts.session.SessionRecord;
import dev.workrail.contracts.topic.Topic;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.Partition;
import dev.workrail.platform.kafka.Received;
import dev.workrail.platform.kafka.TailLoop;
import dev.workrail.platform.kafka.TailStart;
import dev.workrail.platform.log.Seldom;
import dev.workrail.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows every session of the deployment as it happens. One per process; thread-safe.
@Singleton
public final class LiveTail {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTail.class);
    private static final List<Topic> TOPICS = List.of(Topics.SESSIONS, Topics.SCHEDULING);

    /// Sessions whose last records are known before the views have them. Views are behind by less
    /// than a second, and for longer where projections stand still.
    private static final int REMEMBERED = 20_000;

    /// Less than anybody sees, and enough for many sessions' records to come together.
    private static final Duration PACE = Duration.ofMillis(5);

    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(2);

    /// How many offsets before the reach of the tail it begins at. A cursor ends at a record, and
    /// what ends a transaction may lie behind that, so a partition that was quiet for longer than
    /// the reach would look as if something were missing.
    private static final long LEAD = 200;

    private final KafkaClients kafka;
    private final ConsoleLog pen;
    private final ConsoleConfig config;
    private final Clock clock;
    private final Permits permits;
    private final LiveLog log;
    private final Seldom unknown = new Seldom();
    private final LiveFilter filter = new LiveFilter();

    /// Those that were heard of or asked about last stand at the end.
    private final Map<SessionId, LiveSession> sessions = new LinkedHashMap<>(64, 0.75f, true);

    private volatile @Nullable TailLoop<Kinded> loop;
    private volatile boolean current;
    private volatile @Nullable ScheduledExecutorService chores;

    LiveTail(
            KafkaClients kafka,
            ConsoleLog pen,
            ConsoleConfig config,
            StreamMeters meters,
            Permits permits,
            Clock clock) {
        this.kafka = kafka;
        this.pen = pen;
        this.config = config;
        this.permits = permits;
        this.clock = clock;
        this.log = new LiveLog(config.tailBytes(), config.streamBacklog(), meters);
    }

    public void start() throws InterruptedException {
        log.shareAmong(
                kafka.topics().partitions(TOPICS).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum());
        Instant since = clock.instant().minus(config.tailReach());
        TailLoop<Kinded> reading =
                kafka.tail(
                        "workrail-console-live",
                        TOPICS,
                        kafka.deadLetters(pen.publisher(), "console"),
                        new TailStart.Since(since, LEAD),
                        PACE,
                        this::take);
        loop = reading;
        awaitCurrent(reading, START);
        // Whoever is asked about a permit may keep its asker waiting; nobody else then.
        ScheduledExecutorService each =
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().daemon().name("streams-", 0).factory());
        long beat = config.streamHeartbeat().toMillis();
        each.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        long check = config.streamCheck().toMillis();
        each.scheduleWithFixedDelay(this::check, check, check, TimeUnit.MILLISECONDS);
        chores = each;
    }

    private boolean awaitCurrent(TailLoop<Kinded> reading, Duration max)
            throws InterruptedException {
        if (!current && reading.awaitCurrent(max)) {
            log.begin(reading.began());
            current = true;
        }
        return current;
    }

    public void close() {
        ScheduledExecutorService each = chores;
        if (each != null) {
            each.shutdownNow();
        }
        log.finishAll();
        TailLoop<Kinded> reading = loop;
        if (reading != null) {
            reading.close();
        }
    }

    public boolean healthy() {
        TailLoop<Kinded> reading = loop;
        return reading == null || reading.healthy();
    }

    /// Makes sure that streams can be followed: a cursor names every partition, and whoever comes
    /// without one is told what happens from now on, so none opens before the tail has read all
    /// there was.
    ///
    /// @throws ProblemException 503 while it has not
    public void expectCurrent() {
        TailLoop<Kinded> reading = loop;
        try {
            if (reading != null && awaitCurrent(reading, PATIENCE)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.unavailable("this console has not read the log yet", RETRY);
    }

    /// Streams what happens to `client`, behind `cursor` or from now on, for as long as `permit`
    /// stands. After [#expectCurrent].
    public void follow(
            Flow.Subscriber<? super StreamEvent> client,
            Permit permit,
            StreamFilter about,
            @Nullable StreamCursor cursor) {
        log.open(new Listener(client, permit, clock.instant()), about, cursor);
    }

    /// The org of a session that was heard of since the tail's beginning.
    public Optional<OrgId> orgOf(SessionId session) {
        synchronized (sessions) {
            return Optional.ofNullable(sessions.get(session)).map(LiveSession::org);
        }
    }

    /// A session's view, with what the tail knows newer.
    public SessionView newest(SessionView view) {
        LiveSession live;
        synchronized (sessions) {
            live = sessions.get(view.session());
        }
        return live == null ? view : live.over(view);
    }

    /// How many streams are open.
    public int streams() {
        return log.open();
    }

    private void beat() {
        log.beat(clock.instant().minus(config.streamLongest()));
    }

    /// While nobody can be asked, streams go on: they end by themselves.
    private void check() {
        try {
            log.cutOffUnless(permits::stands);
            unknown.over();
        } catch (RuntimeException fault) {
            if (closing()) {
                return;
            }
            unknown.tell()
                    .ifPresent(_ ->
                            LOG.atWarn()
                                    .addKeyValue("error", fault.toString())
                                    .log("could not check who may go on following streams"));
        }
    }

    private boolean closing() {
        ScheduledExecutorService each = chores;
        return each == null || each.isShutdown();
    }

    private void take(Received<Kinded> received) {
        Partition partition = new Partition(received.topic(), received.partition());
        switch (received.data()) {
            case SessionRecord record when filter.counts(record) -> {
                hear(record.session(), record.org(), received.timestamp(), record);
                say(received, partition, record.org(), record.session(), Shown.of(record));
            }
            case SchedulingEvent event -> {
                SessionId session = event.session();
                if (session != null) {
                    hear(session, event.org(), event.at(), null);
                }
                say(received, partition, event.org(), session, Shown.of(event));
            }
            default -> log.pass(partition, received.offset());
        }
    }

    private void say(
            Received<Kinded> received,
            Partition partition,
            OrgId org,
            @Nullable SessionId session,
            String json) {
        log.add(
                new LiveMessage(
                        partition, received.offset(), org, session, received.data().kind(), json));
    }

    private void hear(SessionId session, OrgId org, Instant at, @Nullable SessionRecord record) {
        synchronized (sessions) {
            LiveSession before = sessions.get(session);
            LiveSession known = before == null ? LiveSession.first(org, at) : before;
            sessions.put(session, record == null ? known : known.after(record));
            if (sessions.size() > REMEMBERED) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
    }
}
