package dev.workrail.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The commands that run something here explain themselves.
class InstanceHelpTest {
    @Test
    void shouldSayWhatEachCommandDoes() {
        Map<String, CommandLine> commands = WorkrailCommand.line("").getSubcommands();

        assertThat(commands)
                .containsKeys("up", "demo", "serve", "migrate", "keys", "workflow", "conform");
        commands.forEach((name, command) ->
                assertThat(command.getUsageMessage())
                        .as(name)
                        .startsWith("Usage: workrail " + name)
                        .contains("--help"));
        assertThat(commands.values())
                .allSatisfy(command ->
                        assertThat(command.getCommandSpec().usageMessage().description())
                                .isNotEmpty());
    }

    @Test
    void shouldSayWhatAnInstanceMayBeTold() {
        for (String command : new String[] {"up", "demo"}) {
            String usage = WorkrailCommand.line("").getSubcommands().get(command).getUsageMessage();

            assertThat(usage)
                    .contains("--data-dir", "--port", "--roles", "--kafka", "--database")
                    .contains("0 takes a free one", "WORKRAIL_DATA_DIR", "~/.workrail-auto");
        }
    }
}
