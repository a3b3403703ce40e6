package dev.workrail.app.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Every command against a server explains itself.
class CommandHelpTest {
    private static final List<Class<?>> COMMANDS =
            List.of(
                    LoginCommand.class,
                    ContextCommand.class,
                    OrgCommand.class,
                    WorkspaceCommand.class,
                    IntegrationCommand.class,
                    SecretCommand.class,
                    TriggerCommand.class,
                    DispatchCommand.class,
                    SessionCommand.class,
                    QueueCommand.class,
                    ProofCommand.class,
                    DeadLetterCommand.class,
                    DeliveryCommand.class,
                    KillCommand.class,
                    AuditCommand.class,
                    LogsCommand.class,
                    InitCommand.class);

    @Test
    void shouldSayWhatItDoesHowItEndsAndTakeJson() {
        List<CommandLine> all = new ArrayList<>();
        COMMANDS.forEach(command -> collect(new CommandLine(command), all));

        assertThat(all).hasSizeGreaterThan(50);
        for (CommandLine command : all) {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as("description of " + name)
                    .isNotEmpty();
            assertThat(command.getUsageMessage())
                    .as(name)
                    .contains("--help", "Exit codes:", "3   does not exist");
            if (command.getSubcommands().isEmpty()) {
                assertThat(command.getUsageMessage()).as(name).contains("--json");
            }
        }
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(each -> collect(each, all));
    }
}
