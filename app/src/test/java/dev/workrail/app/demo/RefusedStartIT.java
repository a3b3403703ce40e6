package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process of a cluster, as the image starts it: one unsafe setting is enough to be refused.
class RefusedStartIT {
    private static final String ABSENT = "absent";

    @TempDir static Path folder;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WORKRAIL_KAFKA_CLIENT__SECURITY_PROTOCOL_ | PLAINTEXT | workrail.kafka.client."security.protocol" | expected SSL or SASL_SSL | set it
                    WORKRAIL_KAFKA_REPLICATION_FACTOR | 1 | workrail.kafka.replication-factor | expected 2 or more | only copy
                    QUARKUS_DATASOURCE_USERNAME | postgres | quarkus.datasource.username | expected the application user | workrail_app
                    QUARKUS_DATASOURCE_USERNAME | workrail_owner | quarkus.datasource.username | expected the application user | workrail_app
                    QUARKUS_DATASOURCE_USERNAME | absent | quarkus.datasource.username | expected the application user | workrail_app
                    QUARKUS_DATASOURCE_JDBC_URL | jdbc:postgresql://db.internal/w?sslmode=require | quarkus.datasource.jdbc.url | ?sslmode=verify-full | append sslmode=verify-full
                    WORKRAIL_SECRETS_KEYS_DIR | absent | workrail.secrets.keys-dir | expected a directory | workrail keys
                    WORKRAIL_BLOBS_KEY_FILE | /nowhere/key.json | workrail.blobs.key-file | expected a file | workrail keys
                    WORKRAIL_BLOBS_STORE | file | workrail.blobs.store | expected s3 | would not find the blobs
                    """)
    void shouldRefuseAnUnsafeSettingInOneLineWithKeyFormAndFix(
            String variable, String value, String key, String form, String fix) throws Exception {
        // given
        Map<String, String> settings = RefusedProcess.safe(folder);
        settings.remove(variable);
        if (!value.equals(ABSENT)) {
            settings.put(variable, value);
        }

        // when
        RefusedProcess ended = RefusedProcess.serve(folder, settings);

        // then
        assertThat(ended.code()).isNotZero();
        assertThat(ended.reasons()).as(String.join("\n", ended.output())).hasSize(1);
        assertThat(ended.reasons().getFirst()).startsWith(key + " ").contains(form).contains(fix);
        assertThat(ended.tracesStack()).as(String.join("\n", ended.output())).isFalse();
    }

    @Test
    void shouldRefuseThisMachinesDefaultsWithALinePerSetting() throws Exception {
        // when
        RefusedProcess ended =
                RefusedProcess.serve(folder, Map.of("WORKRAIL_ROLES", "console,projections"));

        // then a broker of one machine, no database user, own keys, own blobs
        assertThat(ended.code()).isNotZero();
        assertThat(ended.reasons().stream().map(RefusedStartIT::key))
                .containsExactlyInAnyOrder(
                        "workrail.kafka.replication-factor",
                        "quarkus.datasource.username",
                        "workrail.secrets.keys-dir",
                        "workrail.blobs.key-file",
                        "workrail.blobs.store");
    }

    private static String key(String reason) {
        return reason.substring(0, reason.indexOf(' '));
    }
}
