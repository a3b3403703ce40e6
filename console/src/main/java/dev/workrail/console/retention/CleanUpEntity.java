package dev.workrail.console.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `admin.clean_up`, of the transaction's org.
@Entity(name = "CleanUp")
@Table(schema = "admin", name = "clean_up")
class CleanUpEntity {
    @Id
    @Column(name = "run_id")
    String runId;

    @Column(name = "asked_by")
    String askedBy;

    @Column(name = "session_days")
    int sessionDays;

    @Column(name = "before")
    Instant before;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "worked_at")
    Instant workedAt;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    @Column(name = "behind")
    @Nullable String behind;

    @Column(name = "trees")
    long trees;

    @Column(name = "sessions")
    long sessions;

    @Column(name = "bytes")
    long bytes;

    CleanUpView read() {
        return new CleanUpView(
                runId,
                finishedAt == null ? CleanUpView.State.RUNNING : CleanUpView.State.DONE,
                askedBy,
                sessionDays,
                before,
                startedAt,
                finishedAt,
                trees,
                sessions,
                bytes);
    }
}
