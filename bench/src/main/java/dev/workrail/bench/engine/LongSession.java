package dev.workrail.bench.engine;

import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.session.LoggedEvent;
import dev.workrail.engine.Workflows;
import dev.workrail.engine.compile.Bindings;
import dev.workrail.engine.compile.Routines;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.EngineCommand;
import dev.workrail.engine.session.EngineSession;
import dev.workrail.engine.session.Flavour;
import dev.workrail.engine.session.SessionState;
import dev.workrail.engine.session.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A session driven until its log has so many events.
///
/// @param next the advance that would come now
record LongSession(
        EngineSession engine, SessionState state, EngineCommand next, List<LoggedEvent> log) {
    static final SessionId SESSION = new SessionId("sess_bench");
    static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final String WORKFLOW =
            """
            {"id":"long-run","name":"Long run","description":"Two steps, many times.",
             "version":"1.0.0","metricsProfile":"coding",
             "steps":[{"id":"rounds","type":"loop","title":"Rounds",
               "loop":{"type":"for","count":1000,"maxIterations":1000},
               "body":[
                 {"id":"work","title":"Round {{currentIteration}}",
                  "promptBlocks":{"goal":"Work on {{goal}}, part {{part}}.",
                    "constraints":["Small steps.","Tests first."],
                    "procedure":["Read.","Change.","Run the tests."],
                    "verify":["All tests pass."]}},
                 {"id":"check","title":"Check","prompt":"Look at part {{part}} again.",
                  "runCondition":{"var":"part","not_equals":"none"}},
                 {"id":"note","title":"Note","prompt":"Note what is left.",
                  "promptFragments":[{"id":"big","when":{"var":"size","equals":"Large"},
                    "text":"Be thorough."}]}]}]}
            """;

    static LongSession of(int events) {
        EngineSession engine =
                EngineSession.of(
                        Workflows.compile(Json.parse(WORKFLOW), Routines.NONE, Bindings.NONE));
        Decision last =
                engine.decide(
                        SessionState.empty(SESSION),
                        new EngineCommand.Start(
                                AT,
                                SESSION,
                                "Make it fast",
                                Json.object().put("part", "one").put("size", "Large"),
                                EngineCommand.Origin.bundled(Flavour.AUTONOMOUS)));
        List<LoggedEvent> log = new ArrayList<>(last.events());
        while (log.size() < events) {
            last = engine.decide(after(last), advance(last));
            log.addAll(last.events());
        }
        return new LongSession(engine, after(last), advance(last), List.copyOf(log));
    }

    private static SessionState after(Decision decision) {
        SessionState state = decision.after();
        if (state == null) {
            throw new IllegalStateException("refused: " + decision);
        }
        return state;
    }

    private static EngineCommand advance(Decision last) {
        if (!(last instanceof Decision.Accepted accepted)) {
            throw new IllegalStateException("expected a pending step, was " + last);
        }
        return new EngineCommand.Advance(
                AT,
                accepted.pending().nodeId(),
                accepted.pending().attemptId(),
                new Submission(
                        "Did the part, ran the tests, all pass.",
                        List.of(),
                        Json.object().put("part", accepted.pending().nodeId())));
    }
}
