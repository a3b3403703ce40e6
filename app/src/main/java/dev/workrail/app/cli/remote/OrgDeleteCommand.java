package dev.workrail.app.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail org delete`: the end of an org.
@Command(
        name = "delete",
        description = "Delete an org and all that is kept of it, for good (owners only).",
        footer = {"", "Export it first. Its keys, yours among them, are void at once."},
        mixinStandardHelpOptions = true,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
final class OrgDeleteCommand implements Callable<Integer> {
    @Mixin RemoteOptions options = new RemoteOptions();

    @Parameters(paramLabel = "ORG", description = "Its id; the current one is not assumed.")
    String org = "";

    @Option(
            names = "--confirm",
            required = true,
            paramLabel = "NAME",
            description = "Its name, as 'workrail org show' says, to be sure.")
    String confirm = "";

    @Override
    public Integer call() {
        Remote remote = options.open();
        JsonNode begun =
                remote.delete("/orgs/" + Query.encoded(org) + new Query().add("confirm", confirm));
        remote.out()
                .answer(
                        begun,
                        "org '%s' does not exist any more; what is kept of it is being erased"
                                .formatted(org));
        return 0;
    }
}
