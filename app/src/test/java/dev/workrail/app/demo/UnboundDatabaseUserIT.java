package dev.workrail.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.app.instance.Migrations;
import dev.workrail.embedded.DatabaseAccess;
import dev.workrail.embedded.EmbeddedDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users with innocent names: the database knows which of them its policies do not bind.
class UnboundDatabaseUserIT {
    private static final String KEY = "quarkus.datasource.username";
    private static final String PASSWORD = "a password of a test";

    @TempDir static Path folder;
    private static EmbeddedDatabase database;

    @BeforeAll
    static void start() throws Exception {
        database = EmbeddedDatabase.start(folder.resolve("postgres"), 0);
        DatabaseAccess owner = database.owner();
        Migrations.run(owner.url(), owner.user(), owner.password());
    }

    @AfterAll
    static void stop() throws Exception {
        database.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "ada, bypassrls, bypasses row-level security",
        "bob, superuser, bypasses row-level security",
        "cleo, in role postgres, bypasses row-level security",
        "dora, in role workrail_owner, owns the tables"
    })
    void shouldRefuseAUserThatThePoliciesDoNotBind(String user, String attribute, String found)
            throws Exception {
        // given
        create(user, attribute);

        // when
        RefusedProcess ended = serve(user, PASSWORD);

        // then
        assertThat(ended.code()).isNotZero();
        assertThat(ended.reasons()).as(String.join("\n", ended.output())).hasSize(1);
        assertThat(ended.reasons().getFirst())
                .startsWith(KEY + " is a user that " + found)
                .contains("expected the application user", "use the user that migrations grant to");
        assertThat(ended.tracesStack()).isFalse();
    }

    @Test
    void shouldLetTheApplicationUserPass() throws Exception {
        // when
        RefusedProcess ended = serve(database.app().user(), database.app().password());

        // then the broker, which is nowhere, is what it stops at
        assertThat(ended.code()).isNotZero();
        assertThat(ended.reasons()).hasSize(1);
        assertThat(ended.reasons().getFirst()).doesNotContain(KEY).contains("bootstrap");
    }

    private static RefusedProcess serve(String user, String password) throws Exception {
        Map<String, String> settings = new HashMap<>(RefusedProcess.safe(folder));
        settings.put("QUARKUS_DATASOURCE_JDBC_URL", database.app().url());
        settings.put("QUARKUS_DATASOURCE_USERNAME", user);
        settings.put("QUARKUS_DATASOURCE_PASSWORD", password);
        return RefusedProcess.serve(folder, settings);
    }

    private static void create(String user, String attribute) throws Exception {
        Properties passwords = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("postgres/users.properties"))) {
            passwords.load(in);
        }
        try (Connection admin =
                        DriverManager.getConnection(
                                database.app().url(),
                                "postgres",
                                passwords.getProperty("postgres"));
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "create role %s login password '%s' %s".formatted(user, PASSWORD, attribute));
        }
    }
}
