package dev.workrail.worker.session;

import dev.workrail.contracts.config.BranchStrategy;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.schedule.SessionSpec;
import dev.workrail.contracts.session.Checkpoint;
import dev.workrail.contracts.session.GitProgress;
import dev.workrail.platform.git.GitAccess;
import dev.workrail.platform.git.GitSecret;
import dev.workrail.worker.git.DirectoryRemoval;
import dev.workrail.worker.git.GitException;
import dev.workrail.worker.git.Mirror;
import dev.workrail.worker.git.RemoteRefusal;
import dev.workrail.worker.git.RemoteUrl;
import dev.workrail.worker.git.SessionWorktree;
import dev.workrail.worker.sandbox.SandboxUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes a session's files: fresh from the base branch, or as its checkpoint has them.
final class FilesSetup {
    private static final String DEFAULT_PREFIX = "worktrain/";

    /// What git allows in a branch name, and nothing an option parser could misread.
    private static final Pattern BRANCH =
            Pattern.compile(
                    "(?!.*(?:\\.\\.|//|\\.lock$|/$|\\.$))[A-Za-z0-9_][A-Za-z0-9._/-]{0,199}");

    private final SessionSources sources;
    private final Machine machine;
    private final WorkerSettings settings;
    private final Path home;

    /// @param home of this session under this lease
    FilesSetup(SessionSources sources, Machine machine, WorkerSettings settings, Path home) {
        this.home = home;
        this.sources = sources;
        this.machine = machine;
        this.settings = settings;
    }

    /// The workspace of the session, where it has one.
    ///
    /// @throws UnusableSessionException where the trigger names one that does not exist
    Optional<ConfigValue.Workspace> workspace(SessionSpec spec) {
        WorkspaceId id = spec.trigger().workspace();
        if (id == null || spec.trigger().branchStrategy() == BranchStrategy.NONE) {
            return Optional.empty();
        }
        return Optional.of(
                sources.workspace(spec.org(), id)
                        .orElseThrow(() ->
                                new UnusableSessionException(
                                        "the trigger names the workspace '%s', which does not exist; create it or change the trigger"
                                                .formatted(id))));
    }

    SessionFiles prepare(
            SessionSpec spec,
            Optional<ConfigValue.Workspace> workspace,
            @Nullable Checkpoint from,
            SandboxUser user)
            throws InterruptedException {
        if (workspace.isEmpty()) {
            return empty(user);
        }
        Mirror mirror = mirror(spec, workspace.get());
        String prefix = workspace.get().branchPrefix();
        String branch = (prefix == null ? DEFAULT_PREFIX : prefix) + spec.session().value();
        SessionWorktree worktree = worktree(spec, workspace.get(), mirror, branch, from, user);
        return spec.trigger().branchStrategy() == BranchStrategy.READ_ONLY
                ? new SessionFiles.Loose(home, worktree.files())
                : new SessionFiles.Worktree(worktree, mirror, "refs/heads/" + branch);
    }

    private SessionWorktree worktree(
            SessionSpec spec,
            ConfigValue.Workspace workspace,
            Mirror mirror,
            String branch,
            @Nullable Checkpoint from,
            SandboxUser user)
            throws InterruptedException {
        String tip = tip(mirror, startingBranch(spec, workspace), from == null);
        GitProgress progress = from == null ? null : from.git();
        String base = progress == null ? tip : progress.base();
        if (!mirror.has(base)) {
            throw new UnusableSessionException(
                    "the commit %s this session began at is not on %s any more; start it again"
                            .formatted(base, workspace.baseBranch()));
        }
        if (from == null || from.worktree() == null) {
            return SessionWorktree.create(mirror, user, home, base, branch);
        }
        byte[] bundle = sources.blobs(spec.org()).get(from.worktree());
        return SessionWorktree.restore(mirror, user, home, base, branch, bundle);
    }

    /// A remote that refuses ends a session that has not begun. One that has begun keeps its work
    /// and is tried again, so that a mended secret lets it go on.
    private static String tip(Mirror mirror, String branch, boolean fresh)
            throws InterruptedException {
        try {
            return mirror.fetch(branch);
        } catch (GitException e) {
            RemoteRefusal refusal = fresh ? RemoteRefusal.of(e).orElse(null) : null;
            if (refusal == null) {
                throw e;
            }
            throw new UnusableSessionException(
                    "%s, branch '%s', cannot be read: %s"
                            .formatted(mirror.remote(), branch, refusal.meaning()),
                    e);
        }
    }

    /// A session that only reads looks at the branch its context names as `prBranch`; every other
    /// starts at the workspace's base.
    private static String startingBranch(SessionSpec spec, ConfigValue.Workspace workspace) {
        String named = spec.context().path("prBranch").asText();
        if (spec.trigger().branchStrategy() != BranchStrategy.READ_ONLY || named.isEmpty()) {
            return workspace.baseBranch();
        }
        if (!BRANCH.matcher(named).matches()) {
            throw new UnusableSessionException(
                    "the context's prBranch is no branch name git would take; expected something like feature/login");
        }
        return named;
    }

    private Mirror mirror(SessionSpec spec, ConfigValue.Workspace workspace) {
        try {
            RemoteUrl remote =
                    RemoteUrl.of(workspace.repositoryUrl(), settings.allowLocalRemotes());
            GitAccess access =
                    GitAccess.to(remote.value(), credential(workspace), settings.trust());
            return machine.mirrors().of(spec.org(), remote, access);
        } catch (IllegalArgumentException e) {
            throw new UnusableSessionException(String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable GitSecret credential(ConfigValue.Workspace workspace) {
        String name = workspace.credential();
        if (name == null) {
            return null;
        }
        return sources.credential(workspace.org(), name)
                .orElseThrow(() ->
                        new UnusableSessionException(
                                "the workspace names the git secret '%s', which does not exist; store it or change the workspace"
                                        .formatted(name)));
    }

    private SessionFiles empty(SandboxUser user) {
        Path root = home.resolve("files");
        try {
            DirectoryRemoval.remove(home);
            Files.createDirectories(root);
            user.own(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SessionFiles.Loose(home, root);
    }
}
