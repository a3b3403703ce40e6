package dev.workrail.engine.interpret;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.workrail.engine.compile.CompiledLoop;
import dev.workrail.engine.model.LoopConfig;
import dev.workrail.engine.model.LoopType;
import dev.workrail.engine.model.Variables;
import java.util.HashMap;
import java.util.Map;

/// What a loop shows its body: the pass, and for forEach the item and its index.
public final class LoopScope {
    private LoopScope() {}

    /// The variables inside pass `iteration` (from 0) of a loop.
    public static Variables of(CompiledLoop loop, int iteration, Variables outer) {
        LoopConfig config = loop.step().loop();
        Map<String, JsonNode> over = new HashMap<>();
        over.put(config.variables().iteration(), IntNode.valueOf(iteration + 1));
        LoopConfig.Items items = config.items();
        if (config.type() == LoopType.FOR_EACH && items != null) {
            JsonNode list = outer.get(items.variable());
            if (list != null && list.isArray() && iteration < list.size()) {
                over.put(config.variables().item(), list.get(iteration));
            }
            over.put(config.variables().index(), IntNode.valueOf(iteration));
        }
        return outer.overlaid(over);
    }

    /// How many items are worked on together from pass `iteration` on: 1, or the declared
    /// concurrency as far as items and the cap allow.
    public static int batch(CompiledLoop loop, int iteration, Variables outer) {
        LoopConfig config = loop.step().loop();
        LoopConfig.Items items = config.items();
        if (config.type() != LoopType.FOR_EACH || items == null || items.maxConcurrency() == null) {
            return 1;
        }
        JsonNode list = outer.get(items.variable());
        int left = list != null && list.isArray() ? list.size() - iteration : 1;
        int allowed = Math.min(left, config.maxIterations() - iteration);
        return Math.max(1, Math.min(items.maxConcurrency(), allowed));
    }
}
