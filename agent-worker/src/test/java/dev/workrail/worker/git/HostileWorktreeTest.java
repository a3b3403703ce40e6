package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Traps an agent could lay for the worker's own git. None may spring, and none may carry out what
/// lies outside the worktree.
final class HostileWorktreeTest {
    @TempDir Path home;
    private GitFixture fixture;
    private SessionWorktree worktree;
    private Path sprung;

    @BeforeEach
    void open() throws Exception {
        fixture = new GitFixture(home);
        worktree = fixture.worktree("s1");
        sprung = home.resolve("sprung");
        Files.writeString(home.resolve("private.key"), "a secret of the worker\n");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldRunNothingThatTheAgentsConfigNames() throws Exception {
        // given
        trap(
                """
                cat >> .git/config <<END
                [core]
                  fsmonitor = TRAP
                  hooksPath = .git/hooks
                  sshCommand = TRAP
                  pager = TRAP
                  editor = TRAP
                [diff]
                  external = TRAP
                [filter "evil"]
                  clean = TRAP
                  smudge = TRAP
                  process = TRAP
                [diff "evil"]
                  textconv = TRAP
                [credential]
                  helper = !TRAP
                [alias]
                  push = !TRAP
                [include]
                  path = /etc/passwd
                END
                echo '* filter=evil diff=evil' > .gitattributes
                mkdir -p .git/hooks .git/info
                echo '* filter=evil' > .git/info/attributes
                for h in pre-commit post-checkout post-index-change pre-push reference-transaction post-merge; do
                  cp TRAP .git/hooks/$h
                done
                """);

        // when
        String commit = shipped();

        // then
        assertThat(sprung).doesNotExist();
        assertThat(names(commit)).contains(".gitattributes").doesNotContain(".git/");
    }

    @Test
    void shouldRunNothingOfARepositoryWithinTheRepository() throws Exception {
        // given
        trap(
                """
                git init -q inner; (cd inner && git -c user.name=x -c user.email=x@x commit -q --allow-empty -m x)
                git -C inner config core.fsmonitor TRAP
                git -C inner config core.worktree /
                mkdir lib/b.d; mv inner/.git lib/.git; mkdir -p inner/.git; cp -r lib/.git/. inner/.git/
                echo '[submodule "inner"]' > .gitmodules
                printf '\\tpath = inner\\n\\turl = ext::TRAP\\n\\tupdate = !TRAP\\n' >> .gitmodules
                echo changed >> a.txt
                """);

        // when
        SecretScan scan = new SecretScan(fixture.git);
        String result;
        try {
            String commit = shipped();
            scan.findings(fixture.mirror, worktree.base(), commit);
            result = names(commit);
        } catch (GitException refused) {
            // A hostile .gitmodules may also be refused by the check of the import.
            result = refused.getMessage();
        }

        // then
        assertThat(sprung).doesNotExist();
        assertThat(result).doesNotContain("lib/.git").doesNotContain("inner/.git");
    }

    @Test
    void shouldCarryNoFileOfTheWorkerOutThroughALink() throws Exception {
        // given
        fixture.shell(
                worktree.files(),
                """
                ln -s %1$s/private.key stolen
                rm -r lib; ln -s %1$s lib; ln -s %1$s elsewhere
                ln -sf %1$s/private.key a.txt
                """
                        .formatted(home));

        // when
        String commit = shipped();
        fixture.mirror.push("refs/heads/worktrain/s1", null, commit);
        String everything =
                fixture.git.in(fixture.remote, "log", "-p", "--text", "worktrain/s1").text();

        // then
        assertThat(everything).doesNotContain("a secret of the worker");
        assertThat(everything).contains("new file mode 120000");
        assertThat(names(commit)).doesNotContain("lib/private.key");
    }

    @Test
    void shouldNotReadThroughAPlantedGitFileOrAlternates() throws Exception {
        // given
        fixture.shell(
                worktree.files(),
                """
                echo %1$s/mirrors >> .git/objects/info/alternates || true
                rm -rf .git; ln -s %1$s/remote.git .git
                echo changed >> a.txt
                """
                        .formatted(home));

        // when
        String commit = shipped();

        // then
        assertThat(names(commit)).isEqualTo("a.txt");
    }

    @Test
    void shouldNotHangOnAPipeOrFailOnOddNames() throws Exception {
        // given
        fixture.shell(
                worktree.files(),
                "mkfifo pipe; echo x > $'line\\nbreak'; echo x > '-rf'; mkdir .GIT 2>/dev/null && echo x > .GIT/config; echo y > $'tab\\tname'");

        // when
        String commit = shipped();

        // then
        assertThat(names(commit)).contains("-rf").doesNotContain("pipe").doesNotContain(".GIT");
    }

    @Test
    void shouldRefuseATransportThatRunsCommands() {
        for (String url :
                new String[] {
                    "ext::sh -c touch%20/tmp/x",
                    "--upload-pack=touch /tmp/x",
                    "http://plain.example/x",
                    "git@host:-oProxyCommand=x",
                    "/srv/other"
                }) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> RemoteUrl.of(url, false))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private String shipped() throws Exception {
        String commit = worktree.commit(worktree.tree(), GitFixture.META);
        worktree.importCommit(commit, "s1");
        return commit;
    }

    private String names(String commit) throws Exception {
        return fixture.git
                .in(
                        fixture.mirror.directory(),
                        "diff-tree",
                        "-r",
                        "--name-only",
                        worktree.base(),
                        commit)
                .text();
    }

    private void trap(String script) throws Exception {
        Path trap = home.resolve("trap.sh");
        Files.writeString(trap, "#!/bin/bash\ntouch " + sprung + "\n");
        fixture.shell(home, "chmod +x trap.sh");
        fixture.shell(worktree.files(), script.replace("TRAP", trap.toString()));
        // What git ran for the agent itself is the agent's own affair.
        Files.deleteIfExists(sprung);
    }
}
