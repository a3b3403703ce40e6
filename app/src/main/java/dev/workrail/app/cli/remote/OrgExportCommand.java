package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.CheckedExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `workrail org export`: everything of an org as one archive, checked against its manifest.
@Command(
        name = "export",
        description = "Write everything of the org into one ZIP archive (owners only).",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class OrgExportCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Must not exist. Default: ORG-export.zip.")
    @Nullable Path file;

    @Override
    public Integer call() {
        Remote remote = options.open();
        Path target = file == null ? Path.of(remote.orgId() + "-export.zip") : file;
        if (Files.exists(target)) {
            throw new CommandFailedException(target + " exists already; choose another --output");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            remote.download(remote.org("/export"), part);
            JsonNode manifest = CheckedExport.of(part).manifest();
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            remote.out().answer(manifest, said(manifest, target));
            return 0;
        } catch (IOException e) {
            throw CommandFailedException.foundWrong(
                    "the export is not whole: %s; it was left in %s"
                            .formatted(e.getMessage(), part));
        }
    }

    private static String said(JsonNode manifest, Path target) {
        StringBuilder lines = new StringBuilder();
        manifest.path("files")
                .forEach(file ->
                        lines.append(
                                "%-22s %9d records%n"
                                        .formatted(
                                                file.path("name").asText(),
                                                file.path("records").asLong())));
        return lines + "written to " + target + ", each file as its digest in manifest.json says";
    }
}
