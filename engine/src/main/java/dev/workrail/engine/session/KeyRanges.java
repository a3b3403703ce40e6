package dev.workrail.engine.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.interpret.Completed;
import dev.workrail.engine.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Completed keys in little space: a loop that went round a thousand times takes one line per body
/// step.
///
/// `{"": ["step", "loop"], "loop": {"body-step": "0-41,43"}}`; keys of another form stay as they
/// are under `""`.
final class KeyRanges {
    private KeyRanges() {}

    static ObjectNode write(Completed completed) {
        List<String> plain = new ArrayList<>();
        Map<String, Map<String, TreeSet<Integer>>> loops = new TreeMap<>();
        for (String key : completed.keys()) {
            int at = key.indexOf('@');
            int end = key.indexOf("::", at + 1);
            if (at < 0 || end < 0 || !isNumber(key, at + 1, end)) {
                plain.add(key);
                continue;
            }
            loops.computeIfAbsent(key.substring(0, at), k -> new TreeMap<>())
                    .computeIfAbsent(key.substring(end + 2), k -> new TreeSet<>())
                    .add(Integer.parseInt(key, at + 1, end, 10));
        }
        ObjectNode out = Json.object();
        if (!plain.isEmpty()) {
            plain.forEach(out.putArray("")::add);
        }
        loops.forEach((loop, steps) -> {
            ObjectNode node = out.putObject(loop);
            steps.forEach((step, passes) -> node.put(step, ranges(passes)));
        });
        return out;
    }

    private static boolean isNumber(String key, int from, int to) {
        return to > from
                && to - from < 7
                && key.substring(from, to).chars().allMatch(Character::isDigit)
                && (to - from == 1 || key.charAt(from) != '0');
    }

    private static String ranges(TreeSet<Integer> passes) {
        StringBuilder out = new StringBuilder();
        int first = -1;
        int last = -2;
        for (int pass : passes) {
            if (pass != last + 1) {
                append(out, first, last);
                first = pass;
            }
            last = pass;
        }
        append(out, first, last);
        return out.toString();
    }

    private static void append(StringBuilder out, int first, int last) {
        if (first >= 0) {
            out.append(out.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                out.append('-').append(last);
            }
        }
    }

    /// @throws IllegalArgumentException where the form is not right
    static Completed read(JsonNode json) {
        List<String> keys = new ArrayList<>(Json.texts(json, ""));
        for (Map.Entry<String, JsonNode> loop : json.properties()) {
            if (loop.getValue().isObject()) {
                for (Map.Entry<String, JsonNode> step : loop.getValue().properties()) {
                    expand(loop.getKey(), step.getKey(), step.getValue().asText(), keys);
                }
            }
        }
        return Completed.of(keys);
    }

    private static void expand(String loop, String step, String ranges, List<String> keys) {
        for (String range : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            if (first < 0 || last - first > 100_000) {
                throw new IllegalArgumentException("expected passes such as 0-41, was " + range);
            }
            for (int pass = first; pass <= last; pass++) {
                keys.add(loop + "@" + pass + "::" + step);
            }
        }
    }
}
