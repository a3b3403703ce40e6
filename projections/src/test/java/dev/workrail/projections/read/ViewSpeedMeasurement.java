package dev.workrail.projections.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.id.TriggerId;
import dev.workrail.contracts.id.WorkspaceId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.view.SessionStatus;
import dev.workrail.contracts.view.SessionView;
import dev.workrail.projections.Projections;
import dev.workrail.projections.ViewDatabase;
import dev.workrail.projections.session.SessionFold;
import dev.workrail.projections.session.Story;
import dev.workrail.testkit.Backend;
import dev.workrail.testkit.WorkrailBackend;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long a page of sessions takes with a million of them in one org. Not part of the gate: run
/// it by name, with `-Dview.sessions=<count>`.
@WorkrailBackend
class ViewSpeedMeasurement {
    private static final OrgId ACME = new OrgId("acme");
    private static final int QUERIES = 200;

    private SessionReader sessions;

    @Test
    void shouldListAMillionSessionsWithAnyFilter(Backend backend, @TempDir Path directory)
            throws Exception {
        int count = Integer.getInteger("view.sessions", 1_000_000);
        try (Projections projections = new Projections(backend, directory)) {
            ViewDatabase database = projections.database();
            sessions = new SessionReader(database.tenants(), database.pool());
            seed(backend, count);
            Map<String, SessionFilter> filters = filters();
            filters.forEach((name, filter) -> {
                for (SessionSort sort : SessionSort.values()) {
                    if (filter.goal() != null && sort != SessionSort.CREATED) {
                        continue;
                    }
                    report(name + " by " + sort, measure(filter, sort));
                }
            });
            report("detail", detail(count));
            assertThat(filters).isNotEmpty();
        }
    }

    private double[] measure(SessionFilter filter, SessionSort sort) {
        double[] millis = new double[QUERIES];
        String cursor = null;
        for (int i = 0; i < QUERIES; i++) {
            long from = System.nanoTime();
            Page<SessionView> page = sessions.page(ACME, filter, sort, Paging.after(cursor, 50));
            millis[i] = (System.nanoTime() - from) / 1e6;
            cursor = page.next();
        }
        return millis;
    }

    private double[] detail(int count) {
        Random random = new Random(1);
        double[] millis = new double[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            SessionId id = new SessionId("sess_" + random.nextInt(count));
            long from = System.nanoTime();
            sessions.find(ACME, id);
            millis[i] = (System.nanoTime() - from) / 1e6;
        }
        return millis;
    }

    private static void report(String name, double[] millis) {
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "MEASURED %-40s first %7.1f ms  p50 %7.1f ms  p99 %7.1f ms%n",
                name, first, millis[QUERIES / 2], millis[QUERIES * 99 / 100]);
    }

    private static Map<String, SessionFilter> filters() {
        Map<String, SessionFilter> filters = new LinkedHashMap<>();
        filters.put("all", SessionFilter.ALL);
        filters.put("roots", filter(Set.of(), Set.of(), null, null, null, null, true));
        filters.put(
                "stuck",
                filter(Set.of(SessionStatus.STUCK), Set.of(), null, null, null, null, false));
        filters.put(
                "live",
                filter(
                        Set.of(SessionStatus.THINKING, SessionStatus.TOOL, SessionStatus.IDLE),
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        false));
        filters.put(
                "errors", filter(Set.of(), Set.of(Outcome.ERROR), null, null, null, null, false));
        filters.put("workflow", filter(Set.of(), Set.of(), "wf-7", null, null, null, false));
        filters.put("trigger", filter(Set.of(), Set.of(), null, "trg-13", null, null, false));
        filters.put("workspace", filter(Set.of(), Set.of(), null, null, "ws-3", null, false));
        filters.put("common word", filter(Set.of(), Set.of(), null, null, null, "repair", false));
        filters.put("rare word", filter(Set.of(), Set.of(), null, null, null, "number777", false));
        filters.put(
                "two words",
                filter(Set.of(), Set.of(), null, null, null, "repair module42", false));
        filters.put(
                "time range",
                new SessionFilter(
                        Set.of(),
                        Set.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Story.BEGIN.plus(Duration.ofDays(2)),
                        Story.BEGIN.plus(Duration.ofDays(3)),
                        false));
        return filters;
    }

    private static SessionFilter filter(
            Set<SessionStatus> statuses,
            Set<Outcome> outcomes,
            String workflow,
            String trigger,
            String workspace,
            String goal,
            boolean roots) {
        return new SessionFilter(
                statuses,
                outcomes,
                workflow,
                trigger == null ? null : new TriggerId(trigger),
                workspace == null ? null : new WorkspaceId(workspace),
                null,
                goal,
                null,
                null,
                roots);
    }

    private static void seed(Backend backend, int count) throws Exception {
        SessionView view =
                SessionFold.view(
                                new Story("acme", "sess_0")
                                        .queued()
                                        .running()
                                        .turn(1, 1, 1)
                                        .ended(Outcome.SUCCESS)
                                        .state())
                        .orElseThrow();
        String doc = new String(ContractsJson.write(view), StandardCharsets.UTF_8);
        try (Connection connection = backend.ownerDataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set workrail.org = 'acme'");
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            """
                            insert into view.session (session_id, status, outcome, workflow_id,
                                trigger_id, workspace_id, root_id, parent_id, created_at,
                                updated_at, input_tokens, output_tokens, cost_micros, indexed, doc)
                            select 'sess_' || i,
                                case when i % 5000 = 0 then 'stuck' when i % 1000 < 3 then 'tool'
                                    when i % 1000 < 6 then 'thinking' else 'completed' end,
                                case when i % 50 = 0 then 'error' else 'success' end,
                                'wf-' || i % 20, 'trg-' || i % 100, 'ws-' || i % 10,
                                'sess_' || i - i % 4,
                                case when i % 4 = 0 then null else 'sess_' || i - i % 4 end,
                                ?::timestamptz + i * interval '1 second',
                                ?::timestamptz + i * interval '1 second' + (i::bigint * 7919 % 3600) * interval '1 second',
                                i, i, i::bigint * 7919 % 1000000, true, ?::jsonb
                            from generate_series(0, ? - 1) i\
                            """)) {
                insert.setString(1, Story.BEGIN.toString());
                insert.setString(2, Story.BEGIN.toString());
                insert.setString(3, doc);
                insert.setInt(4, count);
                insert.execute();
            }
            statement.execute(
                    """
                    insert into view.session_word (word, created_at, session_id)
                    select unnest(array['repair', 'module' || split_part(session_id, '_', 2)::int % 500,
                        'number' || split_part(session_id, '_', 2)::int / 10]), created_at, session_id
                    from view.session\
                    """);
            statement.execute("analyze view.session");
            statement.execute("analyze view.session_word");
        }
    }
}
