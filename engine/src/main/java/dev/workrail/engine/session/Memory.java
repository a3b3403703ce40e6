package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a session remembers besides its places. Immutable; do not change what it holds.
///
/// @param hasNotes whether notes were handed in
/// @param jumps taken, by target
/// @param skipped steps the log already calls skipped
/// @param meter of the step at the tip
record Memory(
        ObjectNode context,
        Preferences preferences,
        boolean hasNotes,
        Map<String, Integer> jumps,
        Set<String> skipped,
        StepMeter meter) {
    static final Memory NONE =
            new Memory(
                    Json.object(), Preferences.DEFAULT, false, Map.of(), Set.of(), StepMeter.NONE);

    Memory with(ObjectNode variables) {
        return new Memory(variables, preferences, hasNotes, jumps, skipped, meter);
    }

    Memory with(Preferences wanted) {
        return new Memory(context, wanted, hasNotes, jumps, skipped, meter);
    }

    Memory with(StepMeter read) {
        return read.equals(meter)
                ? this
                : new Memory(context, preferences, hasNotes, jumps, skipped, read);
    }

    Memory noted() {
        return hasNotes ? this : new Memory(context, preferences, true, jumps, skipped, meter);
    }

    Memory jumped(String target, int count) {
        Map<String, Integer> more = new TreeMap<>(jumps);
        more.put(target, count);
        return new Memory(context, preferences, hasNotes, more, skipped, meter);
    }

    Memory skipped(String stepId) {
        Set<String> more = new TreeSet<>(skipped);
        more.add(stepId);
        return new Memory(context, preferences, hasNotes, jumps, more, meter);
    }
}
