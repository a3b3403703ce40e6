package dev.workrail.app.cli;

import dev.workrail.app.instance.ServedRoles;
import dev.workrail.app.instance.SettingsCheck;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `workrail serve`: the roles that `workrail.roles` names, against the Kafka and PostgreSQL that
/// the settings name. What a container runs.
@Command(
        name = "serve",
        description =
                "Run the roles named by WORKRAIL_ROLES against an existing Kafka and PostgreSQL; all settings come"
                        + " from the environment. What a cluster runs.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        SettingsCheck.check();
        return ServedRoles.run();
    }
}
