package dev.workrail.engine.graph;

import dev.workrail.engine.graph.WorkflowGraph.Kind;
import dev.workrail.engine.graph.WorkflowGraph.Node;
import dev.workrail.engine.graph.WorkflowGraph.Place;
import dev.workrail.engine.graph.WorkflowGraph.Rules;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.model.Confirmation;
import dev.workrail.engine.model.ContextGatherStep;
import dev.workrail.engine.model.LoopConfig;
import dev.workrail.engine.model.LoopCount;
import dev.workrail.engine.model.LoopStep;
import dev.workrail.engine.model.ParallelStep;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Step;
import dev.workrail.engine.model.StepOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a node says about its step.
final class NodeFacts {
    private NodeFacts() {}

    static Node branch(Step step, Condition condition, @Nullable String loop) {
        String words = ConditionWords.of(condition.source()) + "?";
        return new Node(step.id() + "?", words, Kind.BRANCH, place(step, loop), Rules.NONE);
    }

    private static Place place(Step step, @Nullable String loop) {
        int dot = step.id().indexOf('.');
        return new Place(loop, dot < 0 ? null : step.id().substring(0, dot));
    }

    static Node node(Step step, @Nullable String loop) {
        Condition condition = step.head().runCondition();
        Rules rules =
                new Rules(
                        condition == null ? null : ConditionWords.of(condition.source()),
                        gate(step.head().confirmation()),
                        detail(step));
        return new Node(step.id(), step.title(), kind(step), place(step, loop), rules);
    }

    private static Kind kind(Step step) {
        return switch (step) {
            case StandardStep s -> s.origin() == StepOrigin.AUTHORED ? Kind.STEP : Kind.ADDED_STEP;
            case ParallelStep _ -> Kind.PARALLEL;
            case ContextGatherStep _ -> Kind.CONTEXT_GATHER;
            case LoopStep _ -> Kind.LOOP;
        };
    }

    private static @Nullable String gate(Confirmation confirmation) {
        if (!confirmation.required()) {
            return null;
        }
        Condition when = confirmation.when();
        return confirmation.kind().wire()
                + (when == null ? "" : " when " + ConditionWords.of(when.source()));
    }

    private static List<String> detail(Step step) {
        List<String> out = new ArrayList<>();
        switch (step) {
            case StandardStep s -> {
                if (s.checks().outputContract() != null) {
                    out.add("produces " + s.checks().outputContract().contractRef());
                }
                s.checks().assessmentRefs().forEach(ref -> out.add("assessed by " + ref));
            }
            case ParallelStep p -> out.add(p.delegations().size() + " delegations");
            case ContextGatherStep g ->
                    g.sources().forEach(source -> out.add("fills " + source.variable()));
            case LoopStep l -> out.add(loop(l.loop()));
        }
        return List.copyOf(out);
    }

    private static String loop(LoopConfig loop) {
        String what =
                switch (loop.type()) {
                    case WHILE, UNTIL -> loop.type().wire() + " " + source(loop.source());
                    case FOR -> count(loop.count());
                    case FOR_EACH ->
                            "for each of " + (loop.items() == null ? "?" : loop.items().variable());
                };
        return what + ", at most " + loop.maxIterations() + " passes";
    }

    private static String source(@Nullable ConditionSource source) {
        return switch (source) {
            case null -> "?";
            case ConditionSource.ArtifactContract(_, String loopId) ->
                    "its exit step decides (" + loopId + ")";
            case ConditionSource.ContextVariable(Condition condition) ->
                    ConditionWords.of(condition.source());
        };
    }

    private static String count(@Nullable LoopCount count) {
        return switch (count) {
            case null -> "?";
            case LoopCount.Fixed(int times) -> times + " times";
            case LoopCount.Variable(String name) -> name + " times";
        };
    }
}
