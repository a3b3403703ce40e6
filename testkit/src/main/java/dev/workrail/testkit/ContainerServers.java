package dev.workrail.testkit;

import dev.workrail.embedded.DatabaseAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// Broker and database in containers, of the versions that run embedded.
record ContainerServers(KafkaContainer kafka, PostgreSQLContainer postgres) implements Servers {
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");
    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
    private static final Map<String, String> ONE_NODE =
            Map.of(
                    "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1",
                    "KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1",
                    "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
                    "KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000",
                    "KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");

    static ContainerServers start() throws SQLException {
        KafkaContainer kafka = new KafkaContainer(KAFKA).withEnv(ONE_NODE);
        PostgreSQLContainer postgres =
                new PostgreSQLContainer(POSTGRES).withDatabaseName("workrail");
        kafka.start();
        postgres.start();
        ContainerServers servers = new ContainerServers(kafka, postgres);
        servers.prepare();
        return servers;
    }

    @Override
    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    public DatabaseAccess owner() {
        return access("workrail_owner");
    }

    @Override
    public DatabaseAccess app() {
        return access("workrail_app");
    }

    @Override
    public void close() {
        kafka.stop();
        postgres.stop();
    }

    private DatabaseAccess access(String user) {
        return new DatabaseAccess(postgres.getJdbcUrl(), user, user);
    }

    private void prepare() throws SQLException {
        try (Connection admin =
                        DriverManager.getConnection(
                                postgres.getJdbcUrl(),
                                postgres.getUsername(),
                                postgres.getPassword());
                Statement statement = admin.createStatement()) {
            for (String user : List.of("workrail_owner", "workrail_app")) {
                statement.execute("create role %s login password '%1$s'".formatted(user));
            }
            statement.execute("alter database workrail owner to workrail_owner");
        }
    }
}
