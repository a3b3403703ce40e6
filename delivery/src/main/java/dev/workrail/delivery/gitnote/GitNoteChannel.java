package dev.workrail.delivery.gitnote;

import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryRequest;
import dev.workrail.delivery.attempt.Channel;
import dev.workrail.delivery.attempt.SecretSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
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
    private final SecretSource secrets;
    private final Duration timeout;
    private final boolean localAllowed;

    /// @param timeout how long one git command may take
    /// @param localAllowed true lets remotes be paths on this machine
    public GitNoteChannel(
            WorkspaceSource workspaces,
            SecretSource secrets,
            Duration timeout,
            boolean localAllowed) {
        this.workspaces = workspaces;
        this.secrets = secrets;
        this.timeout = timeout;
        this.localAllowed = localAllowed;
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
            Path directory = Files.createTempDirectory("workrail-note-");
            try {
                Git git =
                        new Git(directory, environment(request, workspace), localAllowed, timeout);
                git.run("init", "--bare", "--quiet", directory.toString());
                return swap(git, request, commit, workspace.repositoryUrl());
            } finally {
                remove(directory);
            }
        } catch (IOException e) {
            return AttemptResult.failed("git: " + e.getMessage(), null);
        }
    }

    private static AttemptResult swap(
            Git git, DeliveryRequest request, String commit, String remote)
            throws IOException, InterruptedException {
        for (int i = 0; i < SWAPS; i++) {
            Git.Result listed = git.run("ls-remote", "--refs", "--", remote, REF);
            if (!listed.ok()) {
                return AttemptResult.failed("git cannot read the workspace's remote", null);
            }
            String old = listed.output().split("\\s", 2)[0];
            if (!old.isEmpty()
                    && !git.run("fetch", "--quiet", "--", remote, "+" + REF + ":" + REF).ok()) {
                continue;
            }
            String note = note(git, commit);
            String next = NoteText.with(note, request);
            if (next.equals(note)) {
                return AttemptResult.delivered(old);
            }
            git.run("notes", "--ref=workrail", "add", "--force", "-m", next, commit);
            if (push(git, remote, old)) {
                return AttemptResult.delivered(git.run("rev-parse", REF).output().strip());
            }
        }
        return AttemptResult.failed("the notes changed under every attempt to write them", null);
    }

    private static String note(Git git, String commit) throws IOException, InterruptedException {
        Git.Result shown = git.run("notes", "--ref=workrail", "show", commit);
        return shown.ok() ? shown.output() : "";
    }

    private static boolean push(Git git, String remote, String old)
            throws IOException, InterruptedException {
        return git.run(
                        "push",
                        "--quiet",
                        "--force-with-lease=" + REF + ":" + old,
                        "--",
                        remote,
                        REF + ":" + REF)
                .ok();
    }

    /// Who writes the note and when, from the request, so that a repeat makes the same objects.
    private Map<String, String> environment(
            DeliveryRequest request, ConfigValue.Workspace workspace) {
        Map<String, String> environment = new HashMap<>();
        String date = request.requestedAt().getEpochSecond() + " +0000";
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "WorkRail");
            environment.put("GIT_" + who + "_EMAIL", "workrail@noreply.local");
            environment.put("GIT_" + who + "_DATE", date);
        }
        String name = workspace.credential();
        if (name != null) {
            secrets.open(request.org(), SecretPurpose.GIT, name)
                    .ifPresent(token -> environment.putAll(credential(token)));
        }
        return environment;
    }

    /// A token as git hosts take it over HTTPS, through the environment of git alone.
    private static Map<String, String> credential(String token) {
        String user = token.contains(":") ? token : "x-access-token:" + token;
        String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "GIT_CONFIG_COUNT", "1",
                "GIT_CONFIG_KEY_0", "http.extraHeader",
                "GIT_CONFIG_VALUE_0", "Authorization: Basic " + basic);
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
