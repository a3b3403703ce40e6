package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.engine.compile.CompiledWorkflow;
import dev.workrail.engine.interpret.Interpreter;
import dev.workrail.engine.interpret.Next;
import dev.workrail.engine.interpret.Position;
import dev.workrail.engine.interpret.Trace;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.model.Variables;

/// Begins a session at the first step that is to run.
final class StartDecider {
    private final CompiledWorkflow workflow;
    private final Interpreter interpreter;
    private final Views views;

    StartDecider(CompiledWorkflow workflow, Interpreter interpreter, Views views) {
        this.workflow = workflow;
        this.interpreter = interpreter;
        this.views = views;
    }

    Decision decide(SessionState state, EngineCommand.Start start) {
        if (state.isStarted() || state.nextEventIndex() != 0) {
            return new Decision.Rejected(
                    Decision.Code.WRONG_STATE, "the session was started before");
        }
        ContextMerge context =
                ContextMerge.of(Json.object(), initial(start), start.origin().flavour().tool());
        if (context.problem() != null) {
            return new Decision.Rejected(Decision.Code.INVALID_CONTEXT, context.problem());
        }
        Trace trace = new Trace();
        Next next = interpreter.first(Variables.of(context.merged()), trace);
        return switch (next) {
            case Next.At at -> start(state, start, context.merged(), at.position(), trace);
            case Next.MissingContext missing ->
                    new Decision.Rejected(Decision.Code.MISSING_CONTEXT, missing.detail());
            case Next.TooManySteps limit -> Deciders.tooManySteps(limit);
        };
    }

    private static ObjectNode initial(EngineCommand.Start start) {
        ObjectNode context = start.context().deepCopy();
        context.put("goal", start.goal());
        if (start.origin().flavour().isAutonomous()) {
            context.put("is_autonomous", "true");
        }
        if (start.origin().triggerSource() != null && !context.has("triggerSource")) {
            context.put("triggerSource", start.origin().triggerSource());
        }
        return context;
    }

    private Decision start(
            SessionState state,
            EngineCommand.Start start,
            ObjectNode context,
            Position position,
            Trace trace) {
        Segment segment = new Segment(state, start.at());
        EngineCommand.Origin origin = start.origin();
        String run = DerivedIds.run(state.session());
        String root = DerivedIds.node(state.session(), null, "root");
        segment.session(new SessionEvent.SessionCreated(origin.parent()));
        segment.run(
                new SessionEvent.RunStarted(
                        workflow.workflow().id(),
                        workflow.workflowHash(),
                        origin.sourceKind(),
                        origin.sourceRef(),
                        origin.triggerSource(),
                        origin.flavour().wire()));
        Nodes.create(segment, state, workflow.workflowHash(), null, Nodes.New.step(root, position));
        preferences(segment, root);
        segment.run(
                new SessionEvent.ContextSet(
                        DerivedIds.of("ctx_", run, "initial"), context, "initial"),
                "initial");
        for (EngineCommand.Observation seen : origin.observations()) {
            segment.session(
                    new SessionEvent.ObservationRecorded(
                            seen.key(), seen.value(), seen.confidence()),
                    seen.key());
        }
        EngineTrace.write(segment, root, state, trace);
        if (position.isComplete()) {
            Progress.completed(segment, root);
        }
        SessionState after = segment.after();
        NodeState node = after.nodes().get(root);
        if (node == null || position.isComplete()) {
            return new Decision.Completed(
                    segment.events(), after, trace.skipped(), java.util.List.of());
        }
        return new Decision.Accepted(
                segment.events(),
                after,
                views.step(after, node),
                trace.skipped(),
                java.util.List.of());
    }

    private static void preferences(Segment segment, String root) {
        PreferenceEvents.write(
                segment,
                root,
                Preferences.DEFAULT,
                "system",
                DerivedIds.of("pref_", root, "initial"));
    }
}
