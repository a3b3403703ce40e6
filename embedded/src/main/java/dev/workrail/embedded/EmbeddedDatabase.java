package dev.workrail.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/// A PostgreSQL server started and stopped with this process, listening on loopback only.
///
/// Has database `workrail` with schemas `admin` and `view`, both owned by `workrail_owner`, which
/// migrates, and used by `workrail_app`, which owns nothing and bypasses nothing. Passwords are
/// generated and kept beside the data. Also runs as root. Not thread-safe.
public final class EmbeddedDatabase implements AutoCloseable {
    private static final String DATABASE = "workrail";
    private static final String POSTGRES = "postgres";
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String OWNER_ONLY = "rwx------";

    private final EmbeddedPostgres postgres;
    private final Access access;

    private EmbeddedDatabase(EmbeddedPostgres postgres, Access access) {
        this.postgres = postgres;
        this.access = access;
    }

    /// How each of the users reaches the database.
    ///
    /// @param owner owns the schemas and migrates them
    /// @param app what roles query as; row-level security binds it
    public record Access(DatabaseAccess owner, DatabaseAccess app) {}

    /// How a server that starts on this directory will be reached, so that others can be told
    /// before it is. The directory is made where needed, and what a killed process left running in
    /// it is ended.
    public static Access reserve(Path directory) throws IOException {
        Path home = home(directory);
        StalePostmaster.clear(data(home));
        return access(users(home), ports(home).choose(POSTGRES, 0));
    }

    /// Starts a server and returns once it answers; about three seconds, the first time longer.
    ///
    /// @param directory where its data is kept; the caller has it alone ([DataDirectory])
    /// @param port where it listens; 0 for the port it had, or any
    /// @throws IOException where the directory cannot be used or the server does not start
    public static EmbeddedDatabase start(Path directory, int port) throws IOException {
        return start(directory, port, Map.of());
    }

    /// Starts a server with settings of its own over those of one machine.
    public static EmbeddedDatabase start(Path directory, int port, Map<String, String> overrides)
            throws IOException {
        Path home = home(directory);
        StalePostmaster.clear(data(home));
        DatabaseUsers users = users(home);
        int chosen = ports(home).choose(POSTGRES, port);
        EmbeddedPostgres postgres = start(home, data(home), chosen, users, overrides);
        try {
            prepare(postgres, users);
        } catch (SQLException e) {
            postgres.close();
            throw new IOException("could not prepare database " + DATABASE + " in " + home, e);
        }
        return new EmbeddedDatabase(postgres, access(users, chosen));
    }

    /// The user that owns the schemas and migrates them.
    public DatabaseAccess owner() {
        return access.owner();
    }

    /// The user that roles query as; row-level security binds it.
    public DatabaseAccess app() {
        return access.app();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }

    private static Access access(DatabaseUsers users, int port) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
        return new Access(
                new DatabaseAccess(url, DatabaseUsers.OWNER, users.password(DatabaseUsers.OWNER)),
                new DatabaseAccess(url, DatabaseUsers.APP, users.password(DatabaseUsers.APP)));
    }

    private static Path home(Path directory) throws IOException {
        Path home = Files.createDirectories(directory.toAbsolutePath());
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString(OWNER_ONLY));
        return home;
    }

    private static Path data(Path home) {
        return home.resolve("data");
    }

    private static DatabaseUsers users(Path home) throws IOException {
        return DatabaseUsers.in(home.resolve("users.properties"));
    }

    private static Ports ports(Path home) throws IOException {
        return Ports.in(home.resolve("ports.properties"));
    }

    private static EmbeddedPostgres start(
            Path home, Path data, int port, DatabaseUsers users, Map<String, String> overrides)
            throws IOException {
        Path passwordFile = home.resolve("initdb.password");
        writePassword(passwordFile, users.password(DatabaseUsers.SUPERUSER));
        File serverLog = home.resolve("server.log").toFile();
        EmbeddedPostgres.Builder builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setOverrideWorkingDirectory(Binaries.directory(home).toFile())
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPort(port)
                        .setPGStartupWait(START_TIMEOUT)
                        .setOutputRedirector(Redirect.appendTo(serverLog))
                        .setErrorRedirector(Redirect.appendTo(serverLog))
                        .setLocaleConfig("encoding", "UTF8")
                        .setLocaleConfig("locale", "C")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        .setLocaleConfig("auth-host", "scram-sha-256")
                        .setLocaleConfig("auth-local", "scram-sha-256")
                        .setConnectConfig("password", users.password(DatabaseUsers.SUPERUSER));
        settings().forEach(builder::setServerConfig);
        overrides.forEach(builder::setServerConfig);
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new IOException(
                    "the embedded PostgreSQL did not start; its log is " + serverLog, e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static Map<String, String> settings() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "synchronous_commit", "on",
                "fsync", "on",
                "full_page_writes", "on",
                "shared_buffers", "64MB",
                // To start them takes longer than a page of a list; a small machine has better use
                // for its processors.
                "max_parallel_workers_per_gather", "0",
                "max_connections", "100",
                "timezone", "UTC");
    }

    private static void writePassword(Path file, String password) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password);
    }

    private static void prepare(EmbeddedPostgres postgres, DatabaseUsers users)
            throws SQLException {
        try (Connection admin = postgres.getPostgresDatabase().getConnection()) {
            for (String user : List.of(DatabaseUsers.OWNER, DatabaseUsers.APP)) {
                if (!exists(admin, "select 1 from pg_roles where rolname = ?", user)) {
                    // Generated as hexadecimal digits, so that it needs no quoting.
                    execute(
                            admin,
                            "create role %s login password '%s'"
                                    .formatted(user, users.password(user)));
                }
            }
            if (!exists(admin, "select 1 from pg_database where datname = ?", DATABASE)) {
                execute(admin, "create database workrail owner workrail_owner");
            }
        }
        DataSource database = postgres.getDatabase(DatabaseUsers.SUPERUSER, DATABASE);
        try (Connection admin = database.getConnection()) {
            for (String schema : List.of("admin", "view")) {
                execute(
                        admin,
                        "create schema if not exists %s authorization workrail_owner"
                                .formatted(schema));
                execute(admin, "grant usage on schema %s to workrail_app".formatted(schema));
                execute(
                        admin,
                        ("alter default privileges for role workrail_owner in schema %s grant"
                                        + " select, insert, update, delete on tables to"
                                        + " workrail_app")
                                .formatted(schema));
                execute(
                        admin,
                        ("alter default privileges for role workrail_owner in schema %s grant"
                                        + " usage, select on sequences to workrail_app")
                                .formatted(schema));
            }
        }
    }

    private static boolean exists(Connection connection, String sql, String name)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
