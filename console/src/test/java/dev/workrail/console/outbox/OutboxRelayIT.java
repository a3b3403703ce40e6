package dev.workrail.console.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.workrail.contracts.config.ConfigRecord;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.Limits;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.topic.Topics;
import dev.workrail.platform.kafka.FencedPublisher;
import dev.workrail.platform.kafka.KafkaAddress;
import dev.workrail.platform.kafka.KafkaClients;
import dev.workrail.platform.kafka.PublisherFencedException;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.Logged;
import dev.workrail.testkit.WorkrailBackend;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WorkrailBackend(wipe = WorkrailBackend.Wipe.PER_TEST)
class OutboxRelayIT {
    private static final String NAME = "relay-test";
    private static final int WRITERS = 4;
    private static final int CHANGES = 150;
    private static final RelayTimes TIMES =
            new RelayTimes(
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofDays(30),
                    Duration.ofDays(7));

    private final Backend backend;
    private final KafkaClients kafka;

    OutboxRelayIT(Backend backend) {
        this.backend = backend;
        this.kafka =
                new KafkaClients(
                        new KafkaAddress(backend.bootstrapServers()),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
    }

    @BeforeEach
    void migrate() {
        backend.migrate("admin", "classpath:db/admin");
    }

    @Test
    void shouldEndWithTheLogEqualToTheTablesWhileRelaysComeAndGo() throws Exception {
        // given
        OrgId org = new OrgId("acme");
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int offset = writer;
                writing.add(
                        writers.submit(() -> {
                            for (int i = 0; i < CHANGES; i++) {
                                change(org, "w" + (i + offset) % 7, i, i % 5 == 4);
                            }
                            return null;
                        }));
            }

            // when
            while (writing.stream().anyMatch(one -> !one.isDone())) {
                try (OutboxRelay first = relay("first");
                        OutboxRelay second = relay("second")) {
                    first.start();
                    second.start();
                    first.nudge();
                    killRelayConnection();
                }
            }
            for (Future<?> one : writing) {
                one.get();
            }
        }
        try (OutboxRelay last = relay("last")) {
            last.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        }

        // then
        Map<String, Long> log = new HashMap<>();
        long highest = 0;
        for (Logged<ConfigRecord> record :
                backend.topics().read(Topics.CONFIG, ConfigRecord.class)) {
            log.merge(
                    record.key(),
                    record.data().deleted() ? -record.data().version() : record.data().version(),
                    (before, now) -> now);
            highest = Math.max(highest, record.data().version());
        }
        assertThat(highest).isEqualTo(WRITERS * CHANGES);
        assertThat(log).isEqualTo(table());
    }

    @Test
    void shouldKeepARelayThatLostItsLockFromPublishingAndFromMarking() throws Exception {
        // given
        OrgId org = new OrgId("acme");
        change(org, "one", 1, false);
        RelayFence fence = new RelayFence(backend.appDataSource(), "stale", Clock.systemUTC());
        RelayFence.Tenure stale = fence.take().orElseThrow();
        List<PendingChange> batch =
                stale.inTransaction(connection -> OutboxTable.pending(connection, 10));
        FencedPublisher old = kafka.fencedPublisher(NAME);
        killRelayConnection();
        change(org, "one", 2, false);
        try (OutboxRelay next = relay("next")) {
            next.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        }

        // when, then
        assertThatThrownBy(() ->
                        old.publish(
                                batch.stream()
                                        .map(change ->
                                                FencedPublisher.Outgoing.of(
                                                        Topics.CONFIG,
                                                        change.key(),
                                                        change.event()))
                                        .toList()))
                .isInstanceOf(PublisherFencedException.class);
        assertThatThrownBy(() ->
                        stale.inTransaction(connection -> OutboxTable.pending(connection, 10)))
                .isInstanceOf(SQLException.class);
        assertThat(
                        backend.topics()
                                .read(Topics.CONFIG, ConfigRecord.class)
                                .getLast()
                                .data()
                                .version())
                .isEqualTo(2);
        old.close();
    }

    private OutboxRelay relay(String holder) {
        return new OutboxRelay(
                new RelayFence(backend.appDataSource(), holder, Clock.systemUTC()),
                () -> kafka.fencedPublisher(NAME),
                TIMES,
                Clock.systemUTC());
    }

    /// As the console does it: entry and outbox in one transaction, under the one lock.
    private void change(OrgId org, String id, int value, boolean delete) throws SQLException {
        String key = org + "/workspace/" + id;
        String json =
                new String(
                        ContractsJson.write(
                                new ConfigValue.Org(org, "v" + value, false, Limits.NONE, null)),
                        StandardCharsets.UTF_8);
        try (Connection connection = backend.appDataSource().getConnection()) {
            connection.setAutoCommit(false);
            run(connection, "select set_config('workrail.org', ?, true)", org.value());
            run(connection, "select pg_advisory_xact_lock(7)");
            run(
                    connection,
                    """
                    insert into admin.outbox (seq, entry_key, deleted, value, created_at)
                    values (nextval('admin.config_version'), ?, ?, ?::jsonb, now())
                    """,
                    key,
                    delete,
                    delete ? null : json);
            connection.commit();
        }
    }

    private Map<String, Long> table() throws SQLException {
        Map<String, Long> newest = new HashMap<>();
        try (Connection connection = relayScope();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select entry_key, seq, deleted from admin.outbox order by seq")) {
            while (row.next()) {
                newest.put(row.getString(1), row.getBoolean(3) ? -row.getLong(2) : row.getLong(2));
            }
        }
        return newest;
    }

    private long pending() throws SQLException {
        try (Connection connection = relayScope();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "select count(*) from admin.outbox where published_at is null")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection relayScope() throws SQLException {
        Connection connection = backend.appDataSource().getConnection();
        connection.createStatement().execute("select set_config('workrail.relay', 'on', false)");
        return connection;
    }

    /// Ends the connection that holds the relay's lock, as a broken network would.
    private void killRelayConnection() throws SQLException {
        try (Connection connection = backend.appDataSource().getConnection()) {
            connection
                    .createStatement()
                    .execute(
                            """
                            select pg_terminate_backend(pid) from pg_locks
                            where locktype = 'advisory' and granted and objsubid = 1
                              and classid = %d and objid = %d
                            """
                                    .formatted(0x72656c61L, 0x794c6f63L));
        }
    }

    private static void run(Connection connection, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
