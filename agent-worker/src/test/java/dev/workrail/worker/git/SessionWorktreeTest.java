package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionWorktreeTest {
    @TempDir Path home;
    private GitFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new GitFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldFindTheBaseWhereNothingChanged() throws Exception {
        // when
        SessionWorktree worktree = fixture.worktree("s1");

        // then
        assertThat(worktree.files().resolve("run.sh")).isExecutable();
        assertThat(Files.readSymbolicLink(worktree.files().resolve("link"))).hasToString("a.txt");
        assertThat(worktree.tree()).isEqualTo(treeOf(worktree.base()));
    }

    @Test
    void shouldTakeUpEditsAdditionsAndRemovalsButNoIgnoredFile() throws Exception {
        // given
        SessionWorktree worktree = fixture.worktree("s1");

        // when
        fixture.shell(
                worktree.files(),
                "echo more >> a.txt; rm lib/b.txt; mkdir 'new dir'; echo n > 'new dir/ü.txt'; echo x > out.log");
        String commit = worktree.commit(worktree.tree(), GitFixture.META);
        worktree.importCommit(commit, "s1");

        // then
        assertThat(show("diff", "--name-status", worktree.base(), commit))
                .isEqualTo("M\ta.txt\nD\tlib/b.txt\nA\tnew dir/ü.txt");
    }

    @Test
    void shouldTakeUpOnlyWhatWasDeclared() throws Exception {
        // given
        SessionWorktree worktree = fixture.worktree("s1");
        fixture.shell(worktree.files(), "echo more >> a.txt; echo scratch > scratch.txt");

        // when
        String commit = worktree.commit(worktree.tree(Set.of("a.txt")), GitFixture.META);
        worktree.importCommit(commit, "s1");

        // then
        assertThat(show("diff", "--name-only", worktree.base(), commit)).isEqualTo("a.txt");
    }

    @Test
    void shouldMakeTheSameCommitOnAnotherWorker() throws Exception {
        // given
        SessionWorktree first = fixture.worktree("first");
        fixture.shell(first.files(), "echo more >> a.txt; chmod -x run.sh; ln -s run.sh other");
        byte[] bundle = first.snapshot(first.tree());

        // when
        SessionWorktree second =
                SessionWorktree.restore(
                        fixture.mirror,
                        GitFixture.USER,
                        home.resolve("second"),
                        first.base(),
                        "worktrain/s",
                        bundle);

        // then
        assertThat(second.files().resolve("a.txt")).hasContent("one\nmore\n");
        assertThat(second.tree()).isEqualTo(first.tree());
        assertThat(second.commit(second.tree(), GitFixture.META))
                .isEqualTo(first.commit(first.tree(), GitFixture.META));
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        // given
        SessionWorktree worktree = fixture.worktree("s1");
        fixture.shell(
                worktree.files(), "mkdir -p deep/er; chmod 000 deep; ln -s " + home + " away");

        // when
        worktree.remove();

        // then
        assertThat(home.resolve("s1")).doesNotExist();
        assertThat(fixture.remote).exists();
    }

    @Test
    void shouldPushOnlyOntoTheExpectedRef() throws Exception {
        // given
        SessionWorktree worktree = fixture.worktree("s1");
        fixture.shell(worktree.files(), "echo more >> a.txt");
        String commit = worktree.commit(worktree.tree(), GitFixture.META);
        worktree.importCommit(commit, "s1");
        String ref = "refs/heads/worktrain/s1";

        // when
        String refused = fixture.mirror.push(ref, worktree.base(), commit);
        String done = fixture.mirror.push(ref, null, commit);
        String again = fixture.mirror.push(ref, null, worktree.base());

        // then
        assertThat(refused).contains("rejected");
        assertThat(done).isNull();
        assertThat(again).contains("rejected");
        assertThat(fixture.mirror.remoteRef(ref)).isEqualTo(commit);
    }

    private String treeOf(String commit) throws Exception {
        return show("rev-parse", commit + "^{tree}");
    }

    private String show(String... arguments) throws Exception {
        return fixture.git.in(fixture.mirror.directory(), arguments).text();
    }
}
