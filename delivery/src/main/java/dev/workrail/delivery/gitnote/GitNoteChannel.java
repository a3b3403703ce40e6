package dev.workrail.delivery.gitnote;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.delivery.attempt.Channel;
import dev.workrail.delivery.attempt.SecretSource;
import dev.workrail.delivery.callback.AddressPolicy;
import dev.workrail.platform.git.GitTrust;
import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Writes a session's result as a note on the commit it pushed, in `refs/notes/workrail` of the
/// workspace's remote.
///
/// Shows with `git log --notes=workrail`. The ref moves by compare-and-swap from what was fetched,
/// so notes others write meanwhile are kept: the loser fetches and tries again. A status that names
/// no pushed commit has nothing to be noted on and counts as delivered. Thread-safe; each attempt
/// works in a repository of its own, which is removed.
public final class GitNoteChannel implements Channel {
    private static final String REF = "refs/notes/workrail";
    private static final int SWAPS = 3;

    private final WorkspaceSource workspaces;
    private final Remotes remotes;
    private final Duration timeout;

    /// @param timeout how long one git command may take
    GitNoteChannel(WorkspaceSource workspaces, Remotes remotes, Duration timeout) {
        this.workspaces = workspaces;
        this.remotes = remotes;
        this.timeout = timeout;
    }

    /// @param timeout how long one git command may take
    /// @param privateAllowed true lets remotes lie at private addresses, or be paths on this
    ///   machine
    public static GitNoteChannel create(
            WorkspaceSource workspaces,
            SecretSource secrets,
            GitTrust trust,
            Duration timeout,
            boolean privateAllowed) {
        Remotes remotes =
                new Remotes(
                        secrets,
                        trust,
                        new AddressPolicy(privateAllowed),
                        AddressPolicy.Resolver.SYSTEM);
        return new GitNoteChannel(workspaces, remotes, timeout);
    }

    @Override
    public AttemptResult attempt(DeliveryRequest request) throws InterruptedException {
        if (!(request.target() instanceof DeliveryTarget.GitNote target)) {
            return AttemptResult.refused("not a git note target");
        }
        String commit = request.body().at("/change/commit").asText();
        if (commit.isEmpty()) {
            return AttemptResult.delivered(null);
        }
        if (!commit.matches("[0-9a-f]{40}([0-9a-f]{24})?")) {
            return AttemptResult.refused("the change names no commit id");
        }
        Optional<ConfigValue.Workspace> workspace =
                workspaces.find(request.org(), target.workspace());
        if (workspace.isEmpty()) {
            return AttemptResult.refused(
                    "the org has no workspace '%s'".formatted(target.workspace()));
        }
        return inRepository(request, commit, workspace.get());
    }

    private AttemptResult inRepository(
            DeliveryRequest request, String commit, ConfigValue.Workspace workspace)
            throws InterruptedException {
        try {
            Remotes.Remote remote = remotes.of(workspace);
            Path directory = Files.createTempDirectory("workrail-note-");
            try {
                Git git = new Git(directory, authorship(request), remotes.localAllowed(), timeout);
                git.run("init", "--bare", "--quiet", directory.toString());
                return swap(git, git.through(remote), request, commit);
            } finally {
                remove(directory);
            }
        } catch (IllegalArgumentException e) {
            return AttemptResult.refused(String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            return AttemptResult.failed("the remote's host does not resolve", null);
        } catch (IOException e) {
            return AttemptResult.failed("git: " + e.getMessage(), null);
        }
    }

    private static AttemptResult swap(Git git, Git network, DeliveryRequest request, String commit)
            throws IOException, InterruptedException {
        for (int i = 0; i < SWAPS; i++) {
            Git.Result listed = network.run("ls-remote", "--refs", "--", network.url(), REF);
            if (!listed.ok()) {
                return AttemptResult.failed("git cannot read the workspace's remote", null);
            }
            String old = listed.output().split("\\s", 2)[0];
            if (!old.isEmpty()
                    && !network.run("fetch", "--quiet", "--", network.url(), "+" + REF + ":" + REF)
                            .ok()) {
                continue;
            }
            String note = note(git, commit);
            String next = NoteText.with(note, request);
            if (next.equals(note)) {
                return AttemptResult.delivered(old);
            }
            git.run("notes", "--ref=workrail", "add", "--force", "-m", next, commit);
            if (push(network, old)) {
                return AttemptResult.delivered(git.run("rev-parse", REF).output().strip());
            }
        }
        return AttemptResult.failed("the notes changed under every attempt to write them", null);
    }

    private static String note(Git git, String commit) throws IOException, InterruptedException {
        Git.Result shown = git.run("notes", "--ref=workrail", "show", commit);
        return shown.ok() ? shown.output() : "";
    }

    private static boolean push(Git network, String old) throws IOException, InterruptedException {
        return network.run(
                        "push",
                        "--quiet",
                        "--force-with-lease=" + REF + ":" + old,
                        "--",
                        network.url(),
                        REF + ":" + REF)
                .ok();
    }

    /// Who writes the note and when, from the request, so that a repeat makes the same objects.
    private static Map<String, String> authorship(DeliveryRequest request) {
        Map<String, String> environment = new HashMap<>();
        String date = request.requestedAt().getEpochSecond() + " +0000";
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "WorkRail");
            environment.put("GIT_" + who + "_EMAIL", "workrail@noreply.local");
            environment.put("GIT_" + who + "_DATE", date);
        }
        return environment;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
