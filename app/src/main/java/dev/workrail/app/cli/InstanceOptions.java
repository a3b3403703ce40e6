package dev.workrail.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What `up` and `demo` let a person choose about an instance.
public final class InstanceOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "D",
            description =
                    "Where everything is kept. Default: WORKRAIL_DATA_DIR, else ~/.workrail-auto.")
    @Nullable Path dataDir;

    @Option(
            names = "--port",
            paramLabel = "P",
            defaultValue = "8780",
            description = "HTTP port on 127.0.0.1; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
    int port;

    @Option(
            names = "--roles",
            paramLabel = "a,b,…",
            split = ",",
            description =
                    "Roles to run: ingest, dispatcher, worker, delivery, projections, console. Default: all.")
    List<String> roles = List.of();

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Use this Kafka cluster instead of a broker in this process.")
    @Nullable String kafka;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Use this PostgreSQL (jdbc:postgresql://…) instead of one of its own. Users and passwords come from"
                            + " WORKRAIL_DATABASE_USERNAME, _PASSWORD, _OWNER_USERNAME and _OWNER_PASSWORD.")
    @Nullable String database;

    public @Nullable Path dataDir() {
        return dataDir;
    }

    public int port() {
        return port;
    }

    public List<String> roles() {
        return roles;
    }

    public @Nullable String kafka() {
        return kafka;
    }

    public @Nullable String database() {
        return database;
    }
}
