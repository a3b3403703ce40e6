package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail trigger import FILE`: all of a triggers.yml, or nothing.
@Command(
        name = "import",
        description = "Create and change triggers from a triggers.yml: all of it, or nothing.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class TriggerImportCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Parameters(paramLabel = "FILE", description = "- for standard input.")
    String file = "";

    @Option(names = "--dry-run", description = "Check it and say what it would do.")
    boolean dryRun;

    @Option(names = "--complete", description = "Delete triggers that the file does not have.")
    boolean complete;

    @Option(names = "--allow-unknown-keys", description = "Only warn of keys nobody knows.")
    boolean lenient;

    @Override
    public Integer call() {
        Remote remote = options.open();
        Query query =
                new Query()
                        .add("dryRun", dryRun)
                        .add("complete", complete)
                        .add("unknownKeys", lenient ? "warn" : "refuse");
        JsonNode done =
                remote.post(
                        remote.org("/triggers.yml") + query,
                        InputFiles.text(file),
                        "application/yaml");
        done.path("warnings")
                .forEach(warning ->
                        remote.out()
                                .remark(
                                        "%s:%d: %s %s"
                                                .formatted(
                                                        file,
                                                        warning.path("line").asInt(),
                                                        warning.path("pointer").asText(),
                                                        warning.path("detail").asText())));
        List<String> lines = new ArrayList<>();
        for (String what : List.of("created", "changed", "deleted", "unchanged")) {
            done.path(what).forEach(id -> lines.add("%-9s  %s".formatted(what, id.asText())));
        }
        String note = dryRun ? "nothing was changed; this would be:" : "done:";
        remote.out().answer(done, note + "\n" + String.join("\n", lines));
        return 0;
    }
}
