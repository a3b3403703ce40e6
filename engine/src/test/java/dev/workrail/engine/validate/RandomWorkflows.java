package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/// Random workflows that are valid by construction, for properties over whole runs.
///
/// Variables: `flag` (a boolean), `size` (Small or Large), `count` (a number) and `list` (an
/// array), each possibly unset. Loops of every type, parallel and gathering steps, gates, added
/// steps and jumps occur. At most eight steps at the top level and three in a body.
public final class RandomWorkflows {
    private final Random random;
    private int ids;

    private RandomWorkflows(Random random) {
        this.random = random;
    }

    /// One workflow per seed.
    public static Arbitrary<JsonNode> all() {
        return Arbitraries.longs().map(RandomWorkflows::of);
    }

    /// The workflow of a seed: the same seed gives the same workflow.
    public static JsonNode of(long seed) {
        return new RandomWorkflows(new Random(seed)).workflow();
    }

    private JsonNode workflow() {
        ObjectNode out = WorkflowFiles.withSteps("");
        ArrayNode steps = out.putArray("steps");
        for (int i = random.nextInt(8); i >= 0; i--) {
            steps.add(chance(4) ? loop() : work(steps));
        }
        return out;
    }

    private ObjectNode work(ArrayNode level) {
        ObjectNode step =
                switch (random.nextInt(8)) {
                    case 0 -> parallel();
                    case 1 -> gather();
                    default -> standard();
                };
        if (chance(4)) {
            step.set("runCondition", condition(2));
        }
        if (chance(6)) {
            step.put("requireConfirmation", true);
        }
        if (!level.isEmpty() && chance(5)) {
            JsonNode target = level.get(random.nextInt(level.size()));
            ObjectNode jump = step.putObject("jumpIf");
            jump.set("condition", condition(1));
            jump.put("target", target.path("id").asText()).put("maxJumps", 1 + random.nextInt(2));
        }
        return step;
    }

    private ObjectNode standard() {
        ObjectNode step = head("s").put("prompt", "Work on {{goal}} with {{size}}.");
        if (chance(6)) {
            step.putObject("audit").put("prompt", "Look again.");
        }
        if (chance(6)) {
            step.putObject("verification").put("command", "make check");
        }
        if (chance(4)) {
            step.put("notesOptional", true);
        }
        return step;
    }

    private ObjectNode parallel() {
        ObjectNode step = head("p").put("type", "parallel");
        step.putArray("parallelDelegations").addObject().put("workflowId", "other-flow");
        if (chance(2)) {
            step.putObject("synthesis").put("prompt", "Bring it together.");
        }
        return step;
    }

    private ObjectNode gather() {
        ObjectNode step = head("g").put("type", "context-gather");
        step.putArray("sources").addObject().put("kind", "coordinator").put("variable", "brief");
        return step;
    }

    private ObjectNode loop() {
        ObjectNode step = head("l").put("type", "loop");
        ObjectNode loop = step.putObject("loop").put("maxIterations", 1 + random.nextInt(3));
        ArrayNode body = step.putArray("body");
        for (int i = random.nextInt(3); i >= 0; i--) {
            body.add(work(body));
        }
        switch (random.nextInt(4)) {
            case 0 -> loop.put("type", "for").put("count", 1 + random.nextInt(4));
            case 1 -> {
                loop.put("type", "forEach").put("items", "list");
                if (chance(2)) {
                    loop.putObject("parallel").put("maxConcurrency", 1 + random.nextInt(3));
                }
            }
            case 2 -> {
                loop.put("type", chance(2) ? "while" : "until");
                loop.putObject("conditionSource")
                        .put("kind", "context_variable")
                        .set("condition", condition(1));
            }
            default -> {
                loop.put("type", "while");
                loop.putObject("conditionSource")
                        .put("kind", "artifact_contract")
                        .put("contractRef", "wr.contracts.loop_control");
            }
        }
        return step;
    }

    private JsonNode condition(int depth) {
        ObjectNode out = Json.object();
        if (depth > 0 && chance(3)) {
            String word = chance(2) ? "and" : "or";
            out.putArray(word).add(condition(depth - 1)).add(condition(0));
            return out;
        }
        return switch (random.nextInt(4)) {
            case 0 -> out.put("var", "flag");
            case 1 -> out.put("var", "size").put("equals", "Large");
            case 2 -> out.put("var", "size").put("not_equals", "Small");
            default -> out.put("var", "count").put("gte", 2);
        };
    }

    private ObjectNode head(String prefix) {
        String id = "%s-%02d".formatted(prefix, ++ids);
        return Json.object().put("id", id).put("title", "Step " + id);
    }

    /// True once in so many times.
    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }
}
