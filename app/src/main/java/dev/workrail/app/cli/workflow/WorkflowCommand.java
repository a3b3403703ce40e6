package dev.workrail.app.cli.workflow;

import picocli.CommandLine.Command;

/// `workrail workflow`: look at workflow files.
@Command(
        name = "workflow",
        description = "Validate and show workflow files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ValidateCommand.class, ShowCommand.class})
public final class WorkflowCommand {}
