package dev.workrail.app.cli;

import dev.workrail.app.instance.Migrations;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `workrail migrate`: what a cluster runs once before its roles start.
@Command(
        name = "migrate",
        description = "Bring the schemas of a PostgreSQL to this version, as their owner.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--database",
            paramLabel = "URL",
            defaultValue = "${env:QUARKUS_DATASOURCE_JDBC_URL}",
            description = "jdbc:postgresql://…; default: QUARKUS_DATASOURCE_JDBC_URL.")
    @Nullable String database;

    @Override
    public Integer call() {
        if (database == null || database.isBlank()) {
            throw new CommandFailedException(
                    "no database given; set --database or QUARKUS_DATASOURCE_JDBC_URL to jdbc:postgresql://host/db");
        }
        int applied =
                Migrations.run(
                        database,
                        required("QUARKUS_DATASOURCE_USERNAME"),
                        required("QUARKUS_DATASOURCE_PASSWORD"));
        System.out.println(applied + " migrations applied");
        return 0;
    }

    private static String required(String variable) {
        String value = System.getenv(variable);
        if (value == null || value.isEmpty()) {
            throw new CommandFailedException(
                    variable + " is not set; set it to the credentials of the schemas' owner");
        }
        return value;
    }
}
