package dev.workrail.worker.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.testkit.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real mirrors of a real remote, swept while sessions use some of them.
final class MirrorSweepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final long ROOMY = 1L << 30;

    @TempDir Path home;
    private GitFixture git;

    @BeforeEach
    void open() throws Exception {
        git = new GitFixture(home);
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void shouldRemoveWhatNobodyUsedForLongAndKeepTheRest() throws Exception {
        // given
        Mirror old = used("old", Duration.ofDays(31));
        Mirror young = used("young", Duration.ofDays(29));

        // when
        sweep(ROOMY);

        // then
        assertThat(old.directory()).doesNotExist();
        assertThat(young.directory()).exists();
    }

    @Test
    void shouldRemoveTheLeastRecentlyUsedFirstWhereAllAreTooLarge() throws Exception {
        // given
        Mirror first = used("first", Duration.ofDays(3));
        Mirror second = used("second", Duration.ofDays(2));
        Mirror third = used("third", Duration.ofDays(1));
        long one = size(third.directory());

        // when
        sweep(2 * one + one / 2);

        // then
        assertThat(first.directory()).doesNotExist();
        assertThat(second.directory()).exists();
        assertThat(third.directory()).exists();
    }

    @Test
    void shouldNeverTouchAMirrorThatASessionBorrowsFrom() throws Exception {
        // given
        Mirror mirror = git.mirror("busy");
        SessionWorktree worktree =
                SessionWorktree.create(
                        mirror,
                        GitFixture.USER,
                        home.resolve("sessions/sess_1-10"),
                        mirror.fetch("main"),
                        "worktrain/sess_1");
        age(mirror, Duration.ofDays(90));

        // when
        sweep(0);

        // then
        Files.writeString(worktree.files().resolve("new.txt"), "new");
        assertThat(worktree.commit(worktree.tree(), GitFixture.META)).isNotEmpty();
    }

    @Test
    void shouldLeaveAMirrorAloneThatASessionIsAboutToBorrowFrom() throws Exception {
        // given
        Mirror mirror = used("fresh", Duration.ofMinutes(59));

        // when
        sweep(0);

        // then
        assertThat(mirror.directory()).exists();
    }

    @Test
    void shouldDropTheCommitsOfEndedSessions() throws Exception {
        // given
        Mirror mirror = git.mirror("acme");
        SessionWorktree worktree = git.worktree("ended");
        Files.writeString(worktree.files().resolve("big.txt"), "x".repeat(100_000));
        String commit = worktree.commit(worktree.tree(), GitFixture.META);
        worktree.importCommit(commit, "sess_1");
        worktree.remove();
        age(mirror, Duration.ofHours(2));

        // when
        sweep(ROOMY);

        // then
        assertThat(mirror.has(commit)).isFalse();
        assertThat(mirror.has(mirror.fetch("main"))).isTrue();
    }

    @Test
    void shouldMakeARemovedMirrorAgain() throws Exception {
        // given
        Mirror mirror = used("again", Duration.ofDays(31));
        sweep(ROOMY);

        // when
        String commit = mirror.fetch("main");

        // then
        assertThat(mirror.has(commit)).isTrue();
    }

    private void sweep(long maxBytes) throws Exception {
        new MirrorSweep(
                        git.mirrors,
                        home.resolve("sessions"),
                        new MirrorSweep.Policy(Duration.ofDays(30), maxBytes),
                        MutableClock.at(NOW))
                .sweep();
    }

    private Mirror used(String org, Duration ago) throws Exception {
        Mirror mirror = git.mirror(org);
        mirror.fetch("main");
        age(mirror, ago);
        return mirror;
    }

    private static void age(Mirror mirror, Duration ago) throws Exception {
        Files.setLastModifiedTime(
                mirror.directory().resolve("workrail-used"), FileTime.from(NOW.minus(ago)));
    }

    private static long size(Path directory) throws Exception {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
