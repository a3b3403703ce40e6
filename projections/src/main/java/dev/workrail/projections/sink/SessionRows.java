package dev.workrail.projections.sink;

import dev.workrail.contracts.view.SessionView;
import dev.workrail.contracts.view.SessionView.Times;
import dev.workrail.contracts.view.SessionView.Work;
import dev.workrail.projections.read.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The rows of session views.
final class SessionRows {
    private SessionRows() {}

    static Rows sessions() {
        return Rows.insert(
                """
                view.session (session_id, status, outcome, workflow_id, trigger_id, workspace_id,
                    root_id, parent_id, created_at, updated_at, ended_at, input_tokens,
                    output_tokens, cost_micros, wait_ms, run_ms, indexed, doc)\
                """,
                """
                on conflict (org_id, session_id) do update set status = excluded.status,
                    outcome = excluded.outcome, workflow_id = excluded.workflow_id,
                    trigger_id = excluded.trigger_id, workspace_id = excluded.workspace_id,
                    root_id = excluded.root_id, parent_id = excluded.parent_id,
                    created_at = excluded.created_at, updated_at = excluded.updated_at,
                    ended_at = excluded.ended_at, input_tokens = excluded.input_tokens,
                    output_tokens = excluded.output_tokens, cost_micros = excluded.cost_micros,
                    wait_ms = excluded.wait_ms, run_ms = excluded.run_ms,
                    indexed = excluded.indexed, doc = excluded.doc\
                """,
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "text",
                "timestamptz",
                "timestamptz",
                "timestamptz",
                "bigint",
                "bigint",
                "bigint",
                "bigint",
                "bigint",
                "boolean",
                "jsonb");
    }

    static Rows words() {
        return Rows.insert(
                "view.session_word (word, created_at, session_id)",
                "on conflict do nothing",
                "text",
                "timestamptz",
                "text");
    }

    static void add(Rows rows, SessionView view, Instant createdAt) {
        Work work = view.work();
        Times times = view.times();
        rows.add(
                view.session().value(),
                Wire.name(view.status()),
                view.ending() == null ? null : Wire.name(view.ending().outcome()),
                work == null ? null : work.workflowId(),
                work == null ? null : work.trigger().value(),
                work == null ? null : SessionViewWriter.text(work.workspace()),
                work == null ? null : work.root().value(),
                work == null || work.parent() == null ? null : work.parent().value(),
                createdAt,
                Micros.of(times.updatedAt()),
                Micros.of(times.endedAt()),
                view.progress().usage().inputTokens(),
                view.progress().usage().outputTokens(),
                view.progress().usage().costMicros(),
                times.waitMs(),
                times.runMs(),
                work != null,
                view);
    }

    /// A goal never changes, so its words are written once, with what the session starts as.
    static void addWords(Rows rows, SessionView view, Work work, Instant createdAt) {
        for (String word : Words.of(work.goal())) {
            rows.add(word, createdAt, view.session().value());
        }
    }

    /// Takes the words out that [#addWords] gave. By their whole keys: no index has them by
    /// session.
    static void removeWords(
            Connection connection,
            List<SessionView> views,
            Function<SessionView, Instant> createdAt)
            throws SQLException {
        Rows rows =
                Rows.deletion(
                        "view.session_word",
                        "word text",
                        "created_at timestamptz",
                        "session_id text");
        for (SessionView view : views) {
            Work work = view.work();
            if (work != null) {
                addWords(rows, view, work, createdAt.apply(view));
            }
        }
        rows.execute(connection);
    }
}
