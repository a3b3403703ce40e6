package dev.workrail.app.instance;

import java.util.List;
import org.flywaydb.core.Flyway;

/// Brings the database schemas to this version, as their owner. Forward only; safe to run twice.
public final class Migrations {
    private static final List<String> SCHEMAS = List.of("admin", "view");

    private Migrations() {}

    /// @return how many scripts were applied
    /// @throws org.flywaydb.core.api.FlywayException where the database cannot be reached, or holds
    ///   a schema this version does not know
    public static int run(String jdbcUrl, String owner, String password) {
        int applied = 0;
        for (String schema : SCHEMAS) {
            applied +=
                    Flyway.configure(Migrations.class.getClassLoader())
                            .dataSource(jdbcUrl, owner, password)
                            .schemas(schema)
                            .defaultSchema(schema)
                            .locations("classpath:db/" + schema)
                            .load()
                            .migrate()
                            .migrationsExecuted;
        }
        return applied;
    }
}
