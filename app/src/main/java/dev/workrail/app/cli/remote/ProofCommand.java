package dev.workrail.app.cli.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.app.cli.CommandFailedException;
import dev.workrail.app.client.BrokenProofException;
import dev.workrail.app.client.CheckedProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `workrail proof`: what is known of a commit, gate by gate.
@Command(
        name = "proof",
        description = "List, show and check proof records.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeListHeading = ExitCodes.HEADING,
        exitCodeList = {ExitCodes.DONE, ExitCodes.FAILED, ExitCodes.USAGE, ExitCodes.NOT_THERE})
public final class ProofCommand {
    @Command(name = "list", description = "Proof records, last changed first.")
    int list(
            @Mixin RemoteOptions options,
            @Option(names = "--limit", defaultValue = "20", paramLabel = "N") int limit,
            @Option(names = "--session", paramLabel = "SESSION") @Nullable String session,
            @Option(names = "--branch", paramLabel = "BRANCH") @Nullable String branch,
            @Option(names = "--pull-request", paramLabel = "PR") @Nullable String pullRequest,
            @Option(names = "--verdict", paramLabel = "WORD", description = "passed or failed.")
                    @Nullable String verdict,
            @Option(
                            names = "--commit",
                            paramLabel = "DIGITS",
                            description = "The first 7 of its id, or more.")
                    @Nullable String commit,
            @Option(
                            names = "--since",
                            paramLabel = "TIME",
                            description = "Changed since: 30m, 24h, 7d, or a time in RFC 3339.")
                    @Nullable String since,
            @Option(names = "--until", paramLabel = "TIME", description = "As --since.")
                    @Nullable String until) {
        Remote remote = options.open();
        Instant now = Instant.now();
        Query query =
                new Query()
                        .add("session", session)
                        .add("branch", branch)
                        .add("pullRequest", pullRequest)
                        .add("verdict", verdict)
                        .add("commit", commit)
                        .add("from", Spans.since("--since", since, now))
                        .add("until", Spans.since("--until", until, now));
        remote.out()
                .table(
                        remote.list(remote.org("/proofs"), query, limit),
                        List.of(
                                Column.of("COMMIT", "/subject/commit"),
                                Column.of("VERDICT", "/verdict"),
                                Column.wide("BRANCH", "/subject/ref"),
                                Column.time("CHANGED", "/updatedAt")));
        return 0;
    }

    @Command(
            name = "show",
            description = "The proof record of a commit, by its id or the first 7 digits.")
    int show(@Mixin RemoteOptions options, @Parameters(paramLabel = "COMMIT") String commit) {
        Remote remote = options.open();
        remote.out().sheet(record(remote, commit));
        return 0;
    }

    @Command(
            name = "verify",
            description =
                    "Check the signature of a commit's proof record here. With --key and --envelope no"
                            + " server is asked. Exit code 1 where it does not hold or the verdict is"
                            + " not PASSED.")
    int verify(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "COMMIT", description = "Its whole id.") String commit,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "The org's public key in PEM form, kept from before. Default: what the"
                                            + " server says, which proves no more than the server is"
                                            + " trusted.")
                    @Nullable Path key,
            @Option(
                            names = "--envelope",
                            paramLabel = "FILE",
                            description = "The signed record. Default: the server's.")
                    @Nullable Path envelope) {
        List<String> keys = key == null ? served(options) : List.of(new String(read(key), UTF_8));
        byte[] signed =
                envelope == null
                        ? envelope(options, commit).toString().getBytes(UTF_8)
                        : read(envelope);
        CheckedProof proof = checked(signed, keys, commit);
        options.output()
                .sheet(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("commit", proof.commit())
                                .put("verdict", proof.verdict())
                                .put("signedBy", proof.keyId()));
        return proof.verdict().equals("PASSED") ? 0 : 1;
    }

    private static JsonNode record(Remote remote, String commit) {
        String digits = commit.toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{7,39}")) {
            return remote.get(remote.org("/proofs/" + Query.encoded(digits)));
        }
        JsonNode found =
                remote.list(remote.org("/proofs"), new Query().add("commit", digits), 2)
                        .path("items");
        return switch (found.size()) {
            case 0 ->
                    throw CommandFailedException.notThere(
                            "this org has no proof record of commit " + digits);
            case 1 -> found.path(0);
            default ->
                    throw new CommandFailedException(
                            "'%s' begins several commits, such as %s and %s"
                                    .formatted(
                                            digits,
                                            found.at("/0/subject/commit").asText(),
                                            found.at("/1/subject/commit").asText()));
        };
    }

    @Command(
            name = "approve",
            description =
                    "Say that a commit passed a gate that no session verifies: a person's approval,"
                            + " CI. What you say last counts.")
    int approve(
            @Mixin RemoteOptions options,
            @Parameters(paramLabel = "COMMIT", description = "Its whole id.") String commit,
            @Option(
                            names = "--gate",
                            paramLabel = "GATE",
                            defaultValue = "human_approval",
                            description = "Default: ${DEFAULT-VALUE}.")
                    String gate,
            @Option(names = "--reject", description = "It failed instead.") boolean reject,
            @Option(
                            names = "--summary",
                            paramLabel = "TEXT",
                            required = true,
                            description = "What was found, in a line or two.")
                    String summary) {
        Remote remote = options.open();
        ObjectNode body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("gate", gate)
                        .put("passed", !reject)
                        .put("summary", summary);
        JsonNode said =
                remote.post(
                        remote.org("/proofs/" + Query.encoded(commit) + "/verifications"), body);
        remote.out().answer(said, "%s: %s".formatted(gate, reject ? "failed" : "passed"));
        return 0;
    }

    private static CheckedProof checked(byte[] envelope, List<String> keys, String commit) {
        try {
            return CheckedProof.of(envelope, keys, commit);
        } catch (BrokenProofException | IllegalArgumentException e) {
            throw CommandFailedException.foundWrong(String.valueOf(e.getMessage()));
        }
    }

    private static List<String> served(RemoteOptions options) {
        Remote remote = options.open();
        return remote.get(remote.org("/signing-keys")).findValuesAsText("publicKey");
    }

    private static JsonNode envelope(RemoteOptions options, String commit) {
        Remote remote = options.open();
        return remote.get(remote.org("/proofs/" + Query.encoded(commit) + "/envelope"));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailedException("cannot read " + file + ": give a readable file");
        }
    }
}
