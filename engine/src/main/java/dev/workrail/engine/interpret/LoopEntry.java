package dev.workrail.engine.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.condition.ConditionEvaluator;
import dev.workrail.engine.json.CanonicalJson;
import dev.workrail.engine.model.Condition;
import dev.workrail.engine.model.ConditionSource;
import dev.workrail.engine.model.LoopConfig;
import dev.workrail.engine.model.LoopCount;
import dev.workrail.engine.model.LoopType;
import dev.workrail.engine.model.StandardStep;
import dev.workrail.engine.model.Variables;
import dev.workrail.engine.model.WorkStep;
import dev.workrail.engine.output.Utf8;
import org.jspecify.annotations.Nullable;

/// Decides whether a pass of a loop may begin or go on.
final class LoopEntry {
    /// @param missing what the context lacks; then `enters` means nothing
    record Verdict(boolean enters, @Nullable String missing) {
        static final Verdict ENTER = new Verdict(true, null);
        static final Verdict EXIT = new Verdict(false, null);

        static Verdict of(boolean enters) {
            return enters ? ENTER : EXIT;
        }

        static Verdict missing(String detail) {
            return new Verdict(false, detail);
        }
    }

    private final Variables variables;
    private final Submitted submitted;
    private final Trace trace;

    LoopEntry(Variables variables, Submitted submitted, Trace trace) {
        this.variables = variables;
        this.submitted = submitted;
        this.trace = trace;
    }

    Verdict decide(CompiledLoop loop, int iteration) {
        LoopConfig config = loop.step().loop();
        return switch (config.type()) {
            case FOR -> counted(loop.id(), config.count(), iteration);
            case FOR_EACH -> forEach(loop, config, iteration);
            case WHILE, UNTIL -> conditional(loop, config.type(), iteration);
        };
    }

    private Verdict counted(String loopId, @Nullable LoopCount count, int iteration) {
        return switch (count) {
            case LoopCount.Fixed fixed -> Verdict.of(iteration < fixed.times());
            case LoopCount.Variable variable -> {
                JsonNode times = variables.get(variable.name());
                yield times != null && times.isNumber()
                        ? Verdict.of(iteration < times.doubleValue())
                        : Verdict.missing(
                                "for loop '%s' requires numeric context['%s']"
                                        .formatted(loopId, variable.name()));
            }
            case null -> Verdict.EXIT;
        };
    }

    private Verdict forEach(CompiledLoop loop, LoopConfig config, int iteration) {
        String name = config.items() == null ? "" : config.items().variable();
        JsonNode items = variables.get(name);
        if (items == null || !items.isArray()) {
            return Verdict.missing(
                    "forEach loop '%s' requires array context['%s']".formatted(loop.id(), name));
        }
        if (iteration == 0 && !items.isEmpty() && !items.get(0).isObject()) {
            String itemVariable = config.variables().item();
            if (readsMembers(loop, itemVariable)) {
                return Verdict.missing(
                        "forEach loop '%s' requires context['%s'] to hold objects, because its body"
                                        .formatted(loop.id(), name)
                                + " reads {{%s.…}}; context['%s'][0] is %s"
                                        .formatted(
                                                itemVariable,
                                                name,
                                                Utf8.head(CanonicalJson.text(items.get(0)), 256)));
            }
        }
        return Verdict.of(iteration < items.size());
    }

    private static boolean readsMembers(CompiledLoop loop, String itemVariable) {
        String token = "{{" + itemVariable + ".";
        for (WorkStep step : loop.body()) {
            if (step instanceof StandardStep standard
                    && standard.prompting().prompt().contains(token)) {
                return true;
            }
        }
        return false;
    }

    private Verdict conditional(CompiledLoop loop, LoopType type, int iteration) {
        return switch (loop.source()) {
            case ConditionSource.ArtifactContract artifact ->
                    byArtifact(loop, artifact.loopId(), iteration);
            case ConditionSource.ContextVariable source ->
                    byContext(loop, type, source.condition(), iteration);
            case null -> Verdict.EXIT;
        };
    }

    private Verdict byContext(CompiledLoop loop, LoopType type, Condition when, int iteration) {
        boolean held = ConditionEvaluator.holds(when, variables);
        boolean enters = type == LoopType.UNTIL ? !held : held;
        trace.evaluated(
                loop.id(),
                iteration,
                "Evaluated context condition for loop '%s' at iteration %d: %s."
                        .formatted(loop.id(), iteration, enters ? "continue" : "exit"));
        trace.saw("loop", loop.id(), when, held);
        return Verdict.of(enters);
    }

    /// @param name the author's name for the loop's decision
    private Verdict byArtifact(CompiledLoop loop, String name, int iteration) {
        LoopSignal signal = submitted.signalFor(loop);
        String match =
                switch (signal) {
                    case NOTHING -> "not_found — No artifacts provided for loop control evaluation";
                    case UNDECIDED -> "not_found — No wr.loop_control artifact found";
                    case CONTINUE -> "found — decision=\"continue\"";
                    case STOP -> "found — decision=\"stop\"";
                };
        boolean enters = signal != LoopSignal.STOP;
        trace.evaluated(
                name,
                iteration,
                "Loop '%s' iteration %d: artifact match=%s".formatted(name, iteration, match));
        trace.evaluated(
                loop.id(),
                iteration,
                "Evaluated artifact condition for loop '%s' at iteration %d: %s."
                        .formatted(loop.id(), iteration, enters ? "continue" : "exit"));
        return Verdict.of(enters);
    }
}
