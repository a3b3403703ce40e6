package dev.workrail.app.cli;

import dev.workrail.app.cli.remote.AuditCommand;
import dev.workrail.app.cli.remote.ContextCommand;
import dev.workrail.app.cli.remote.DeadLetterCommand;
import dev.workrail.app.cli.remote.DeliveryCommand;
import dev.workrail.app.cli.remote.DispatchCommand;
import dev.workrail.app.cli.remote.InitCommand;
import dev.workrail.app.cli.remote.IntegrationCommand;
import dev.workrail.app.cli.remote.KillCommand;
import dev.workrail.app.cli.remote.LoginCommand;
import dev.workrail.app.cli.remote.LogsCommand;
import dev.workrail.app.cli.remote.OrgCommand;
import dev.workrail.app.cli.remote.ProofCommand;
import dev.workrail.app.cli.remote.QueueCommand;
import dev.workrail.app.cli.remote.SecretCommand;
import dev.workrail.app.cli.remote.SessionCommand;
import dev.workrail.app.cli.remote.TriggerCommand;
import dev.workrail.app.cli.remote.WorkspaceCommand;
import dev.workrail.app.cli.workflow.ConformCommand;
import dev.workrail.app.cli.workflow.WorkflowCommand;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `workrail`: the root of the command line.
@Command(
        name = "workrail",
        description = "Control plane for autonomous engineering agents.",
        mixinStandardHelpOptions = true,
        version = "WorkRail Auto 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            KeysCommand.class,
            WorkflowCommand.class,
            ConformCommand.class
        })
public final class WorkrailCommand {
    private WorkrailCommand() {}

    /// Runs a command to its end.
    ///
    /// @return its exit code: 0 done, 1 the command found something wrong, 2 it was called wrongly
    public static int execute(String... args) {
        return line(args.length == 0 ? "" : args[0]).execute(args);
    }

    /// @param asked the command that is to run; one that is none of the clients has all of them
    static CommandLine line(String asked) {
        CommandLine line = new CommandLine(new WorkrailCommand());
        addClients(line, asked);
        everyCommandHasTheVersion(line, line.getCommandSpec().version());
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(WorkrailCommand::explain);
    }

    /// Commands against a server: all of them, or only the one that is asked for, since describing
    /// sixty verbs takes longer than most of them do.
    private static void addClients(CommandLine line, String asked) {
        Map<String, Supplier<Object>> clients = clients();
        clients.forEach((name, command) -> {
            if (name.equals(asked) || !clients.containsKey(asked)) {
                line.addSubcommand(name, command.get());
            }
        });
    }

    private static Map<String, Supplier<Object>> clients() {
        Map<String, Supplier<Object>> clients = new LinkedHashMap<>();
        clients.put("login", LoginCommand::new);
        clients.put("context", ContextCommand::new);
        clients.put("init", InitCommand::new);
        clients.put("org", OrgCommand::new);
        clients.put("workspace", WorkspaceCommand::new);
        clients.put("integration", IntegrationCommand::new);
        clients.put("secret", SecretCommand::new);
        clients.put("trigger", TriggerCommand::new);
        clients.put("dispatch", DispatchCommand::new);
        clients.put("session", SessionCommand::new);
        clients.put("queue", QueueCommand::new);
        clients.put("logs", LogsCommand::new);
        clients.put("proof", ProofCommand::new);
        clients.put("deadletter", DeadLetterCommand::new);
        clients.put("delivery", DeliveryCommand::new);
        clients.put("kill", KillCommand::new);
        clients.put("audit", AuditCommand::new);
        return clients;
    }

    private static void everyCommandHasTheVersion(CommandLine line, String... version) {
        line.getCommandSpec().version(version);
        line.getSubcommands().values().forEach(sub -> everyCommandHasTheVersion(sub, version));
    }

    /// What a person can act on is one line; anything else is a bug and keeps its stack trace.
    private static int explain(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (failure instanceof CommandFailedException expected) {
            PrintWriter err = PlainWriter.over(command.getErr());
            err.println("workrail: " + expected.getMessage());
            err.flush();
            return expected.exitCode();
        }
        failure.printStackTrace(command.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
