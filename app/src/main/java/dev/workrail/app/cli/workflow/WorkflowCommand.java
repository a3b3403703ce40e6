package dev.workrail.app.cli.workflow;

import dev.workrail.app.cli.workflow.run.RunCommand;
import picocli.CommandLine.Command;

/// `workrail workflow`: look at workflow files and run them.
@Command(
        name = "workflow",
        description = "Validate, show and run workflow files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ValidateCommand.class, ShowCommand.class, RunCommand.class})
public final class WorkflowCommand {}
