package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An authored step and its place.
///
/// @param loop the step of the loop around it, absent at the top level
record Located(JsonNode step, String pointer, @Nullable Located loop) {
    /// Top level and inline bodies, in order. What is no object is left out.
    static List<Located> all(JsonNode definition) {
        List<Located> out = new ArrayList<>();
        for (Located top : children(definition.path("steps"), "/steps", null)) {
            out.add(top);
            out.addAll(children(top.step.path("body"), top.pointer + "/body", top));
        }
        return List.copyOf(out);
    }

    private static List<Located> children(JsonNode steps, String at, @Nullable Located loop) {
        List<Located> out = new ArrayList<>();
        for (int i = 0; steps.isArray() && i < steps.size(); i++) {
            if (steps.get(i).isObject()) {
                out.add(new Located(steps.get(i), at + "/" + i, loop));
            }
        }
        return out;
    }

    String id() {
        return Json.text(step, "id", "");
    }

    String type() {
        return Json.text(step, "type", "");
    }

    /// Steps of one level have the same: the pointer of the loop around them, empty at the top.
    String level() {
        return loop == null ? "" : loop.pointer;
    }

    boolean isLoop() {
        return type().equals("loop");
    }

    /// A step with a prompt, by its form.
    boolean isStandard() {
        return !isLoop() && !type().equals("parallel") && !type().equals("context-gather");
    }
}
