package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.workrail.app.cli.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail trigger export`: all triggers as one triggers.yml.
@Command(
        name = "export",
        description = "Write all triggers of the org as one triggers.yml.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class TriggerExportCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Default: standard output.")
    @Nullable Path file;

    @Override
    public Integer call() {
        Remote remote = options.open();
        String text = remote.text(remote.org("/triggers.yml"));
        if (file == null) {
            remote.out()
                    .answer(
                            JsonNodeFactory.instance.objectNode().put("triggersYml", text),
                            text.stripTrailing());
            return 0;
        }
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new CommandFailedException(
                    "%s cannot be written: %s".formatted(file, e.getMessage()));
        }
        remote.out().remark("written to " + file);
        return 0;
    }
}
