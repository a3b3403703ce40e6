package dev.workrail.platform.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProductionRulesTest {
    private static final String TLS_DATABASE =
            "jdbc:postgresql://db.internal:5432/workrail?sslmode=verify-full";

    @Test
    void shouldFindNothingWrongWithASafeDeployment() {
        assertThat(keys(safe())).isEmpty();
    }

    @Test
    void shouldFindPlaintextToBrokersElsewhereButNotOnThisMachine() {
        assertThat(keys(kafka("kafka-0:9092,kafka-1:9092", "PLAINTEXT")))
                .containsExactly("workrail.kafka.client.\"security.protocol\"");
        assertThat(keys(kafka("127.0.0.1:9092,kafka-1:9092", "SASL_PLAINTEXT"))).hasSize(1);
        assertThat(keys(kafka("127.0.0.1:9092", "PLAINTEXT"))).isEmpty();
        assertThat(keys(kafka("kafka-0:9093", "SASL_SSL"))).isEmpty();
    }

    @Test
    void shouldFindADatabaseUserThatRowLevelSecurityDoesNotBind() {
        assertThat(keys(database("workrail_owner", TLS_DATABASE)))
                .containsExactly("quarkus.datasource.username");
        assertThat(keys(database("postgres", TLS_DATABASE))).hasSize(1);
    }

    @Test
    void shouldFindADatabaseServerThatIsNotVerified() {
        assertThat(keys(database("workrail_app", "jdbc:postgresql://db.internal/workrail")))
                .containsExactly("quarkus.datasource.jdbc.url");
        assertThat(
                        keys(
                                database(
                                        "workrail_app",
                                        "jdbc:postgresql://db.internal/w?sslmode=require")))
                .hasSize(1);
        assertThat(keys(database("workrail_app", "jdbc:postgresql://127.0.0.1:5432/w"))).isEmpty();
    }

    @Test
    void shouldFindKeysAndBlobsThatOnlyThisMachineHas() {
        // given
        ProductionSettings own =
                new ProductionSettings(
                        "kafka-0:9093",
                        Map.of("security.protocol", "SSL"),
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "file",
                        false,
                        Set.of("worker"));

        // then
        assertThat(keys(own))
                .containsExactlyInAnyOrder(
                        "workrail.kafka.replication-factor",
                        "workrail.secrets.keys-dir",
                        "workrail.blobs.key-file",
                        "workrail.blobs.store");
    }

    @Test
    void shouldSayEachFindingInOneLineWithKeyFormAndFix() {
        assertThat(ProductionRules.check(kafka("kafka-0:9092", "PLAINTEXT")).getFirst().line())
                .isEqualTo(
                        "workrail.kafka.client.\"security.protocol\" is PLAINTEXT to brokers that"
                                + " are not on this machine; expected SSL or SASL_SSL: set it, or"
                                + " security.protocol in the file of"
                                + " workrail.kafka.properties-file");
    }

    private static List<String> keys(ProductionSettings settings) {
        return ProductionRules.check(settings).stream().map(Finding::key).toList();
    }

    private static ProductionSettings safe() {
        return kafka("kafka-0:9093", "SSL");
    }

    private static ProductionSettings kafka(String servers, String protocol) {
        return settings(servers, protocol, "workrail_app", TLS_DATABASE);
    }

    private static ProductionSettings database(String user, String url) {
        return settings("kafka-0:9093", "SSL", user, url);
    }

    private static ProductionSettings settings(
            String servers, String protocol, String user, String url) {
        return new ProductionSettings(
                servers,
                Map.of("security.protocol", protocol),
                3,
                Optional.of(url),
                Optional.of(user),
                Optional.of("/etc/workrail/keys"),
                "s3",
                true,
                Set.of("console", "projections"));
    }
}
