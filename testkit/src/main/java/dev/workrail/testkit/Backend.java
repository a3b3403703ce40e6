package dev.workrail.testkit;

import dev.workrail.embedded.DatabaseAccess;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/// A broker and a database for tests, shared by the JVM.
public final class Backend implements AutoCloseable {
    private final Servers servers;
    private final TopicProbe topics;

    private Backend(Servers servers) {
        this.servers = servers;
        this.topics = new TopicProbe(servers.bootstrapServers());
    }

    static Backend start() {
        try {
            return new Backend(Servers.start());
        } catch (Exception e) {
            throw new IllegalStateException("no broker and database for tests", e);
        }
    }

    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /// Reads and writes topics, plainly.
    public TopicProbe topics() {
        return topics;
    }

    /// The user that owns both schemas.
    public DatabaseAccess owner() {
        return servers.owner();
    }

    /// The user that roles query as, bound by row-level security.
    public DatabaseAccess app() {
        return servers.app();
    }

    /// Connections of the owner, not pooled.
    public DataSource ownerDataSource() {
        return dataSource(servers.owner());
    }

    /// Connections of the app's user, not pooled. For the blank-setting trap of pooled connections,
    /// keep one connection and use it twice.
    public DataSource appDataSource() {
        return dataSource(servers.app());
    }

    /// Runs the migrations of a schema as its owner.
    ///
    /// @param schema `admin` or `view`
    /// @param locations such as `classpath:db/view`
    public void migrate(String schema, String... locations) {
        DatabaseAccess owner = servers.owner();
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .defaultSchema(schema)
                .schemas(schema)
                .locations(locations)
                .load()
                .migrate();
    }

    /// Empties everything: topics and groups anew, both schemas without tables.
    public void wipe() {
        new TopicWipe(servers.bootstrapServers()).run();
        try {
            SchemaWipe.run(ownerDataSource());
        } catch (SQLException e) {
            throw new IllegalStateException("could not empty the schemas", e);
        }
    }

    @Override
    public void close() throws Exception {
        topics.close();
        servers.close();
    }

    private static DataSource dataSource(DatabaseAccess access) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(access.url());
        dataSource.setUser(access.user());
        dataSource.setPassword(access.password());
        return dataSource;
    }
}
