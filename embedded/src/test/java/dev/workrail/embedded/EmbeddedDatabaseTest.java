package dev.workrail.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    @TempDir Path directory;

    @Test
    void shouldKeepRowsAndPasswordsOverARestart() throws Exception {
        // given
        long begun = System.nanoTime();
        DatabaseAccess before;
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            report("first start", begun);
            before = database.app();
            execute(database.owner(), "create table admin.t (a int)");
            execute(database.app(), "insert into admin.t values (1)");
        }

        // when
        begun = System.nanoTime();
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
            report("restart", begun);

            // then
            assertThat(database.app()).isEqualTo(before);
            assertThat(count(database.app())).isEqualTo(1);
            assertThatThrownBy(() -> execute(database.app(), "drop table admin.t"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(
                            () -> connect(new DatabaseAccess(before.url(), "postgres", "")).close())
                    .isInstanceOf(SQLException.class);
            begun = System.nanoTime();
        }
        report("stop", begun);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        directory.resolve("users.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldStartOverTheServerThatAKilledProcessLeftRunning() throws Exception {
        // given
        Process owner =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DatabaseProcess.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(
                        owner.inputReader()
                                .lines()
                                .filter(line -> line.startsWith("started"))
                                .findFirst())
                .isPresent();
        owner.destroyForcibly().waitFor();
        long server =
                Long.parseLong(
                        Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst());
        assertThat(ProcessHandle.of(server)).isPresent();

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {

            // then
            assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
            execute(database.owner(), "create table admin.t (a int)");
            assertThat(count(database.app())).isZero();
        }
    }

    @Test
    void shouldStartWhereThePidFileNamesAnotherProcess() throws Exception {
        // given
        EmbeddedDatabase.start(directory, 0).close();
        Files.writeString(
                directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        // when
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {

            // then
            assertThat(ProcessHandle.current().isAlive()).isTrue();
            execute(database.owner(), "create table admin.t (a int)");
        }
    }

    private static void report(String what, long begun) {
        System.out.printf("database: %s %d ms%n", what, (System.nanoTime() - begun) / 1_000_000);
    }

    private static Connection connect(DatabaseAccess access) throws SQLException {
        return DriverManager.getConnection(access.url(), access.user(), access.password());
    }

    private static void execute(DatabaseAccess access, String sql) throws SQLException {
        try (Connection connection = connect(access);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(DatabaseAccess access) throws SQLException {
        try (Connection connection = connect(access);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from admin.t")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
