package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.EngineCommand.Verdict;
import dev.workrail.engine.session.Submission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Turns the tree of an answers file into answers, and collects everything that is wrong with it.
/// For one file; not thread-safe.
final class AnswersReader {
    private static final int MAX_TIMES = 1000;
    private static final List<String> TOP = List.of("goal", "context", "by", "answers");
    private static final List<String> STEP =
            List.of("step", "notes", "artifacts", "context", "times");
    private static final List<String> BACK = List.of("step", "back", "reason", "times");
    private static final List<String> GATE = List.of("gate", "verdict", "rationale", "times");

    private final Set<String> stepIds;
    private final List<String> problems = new ArrayList<>();

    /// @param stepIds of the workflow
    AnswersReader(Set<String> stepIds) {
        this.stepIds = stepIds;
    }

    /// One line each: JSON pointer, what was found, what was expected.
    List<String> problems() {
        return List.copyOf(problems);
    }

    /// Complete only where there are no [#problems].
    Answers read(JsonNode file) {
        List<Answer> answers = new ArrayList<>();
        if (!file.isObject()) {
            problem("", Shown.value(file), "an object with goal, context, by and answers");
            return new Answers(null, Json.object(), "answers", answers);
        }
        keys(file, "", TOP);
        JsonNode list = file.path("answers");
        if (!list.isArray()) {
            problem("/answers", Shown.value(list), "an array of answers");
        }
        for (int i = 0; i < list.size(); i++) {
            Answer answer = answer(list.get(i), "/answers/" + i);
            if (answer != null) {
                answers.add(answer);
            }
        }
        ObjectNode context = object(file, "", "context");
        String by = text(file, "", "by");
        return new Answers(
                text(file, "", "goal"),
                context == null ? Json.object() : context,
                by == null ? "answers" : by,
                answers);
    }

    private @Nullable Answer answer(JsonNode entry, String at) {
        if (entry.has("gate") && !entry.has("step")) {
            keys(entry, at, GATE);
            return judge(entry, at, step(entry, at, "gate"));
        }
        if (!entry.isObject() || !entry.has("step") || entry.has("gate")) {
            problem(at, Shown.value(entry), "an object with either the key step or the key gate");
            return null;
        }
        String step = step(entry, at, "step");
        int times = times(entry, at);
        if (entry.has("back")) {
            keys(entry, at, BACK);
            String reason = required(entry, at, "reason");
            return new Answer.Back(step, at, times, step(entry, at, "back"), reason);
        }
        keys(entry, at, STEP);
        Submission submission =
                new Submission(
                        text(entry, at, "notes"),
                        artifacts(entry, at),
                        object(entry, at, "context"));
        return new Answer.HandIn(step, at, times, submission);
    }

    private @Nullable Answer judge(JsonNode entry, String at, String step) {
        String word = required(entry, at, "verdict");
        String rationale = required(entry, at, "rationale");
        int times = times(entry, at);
        for (Verdict verdict : Verdict.values()) {
            if (verdict.wire().equals(word)) {
                return new Answer.Judge(step, at, times, verdict, rationale);
            }
        }
        if (!word.isEmpty()) {
            String words =
                    Arrays.stream(Verdict.values())
                            .map(Verdict::wire)
                            .collect(Collectors.joining(", "));
            problem(at + "/verdict", "\"" + word + "\"", "one of " + words);
        }
        return null;
    }

    private String step(JsonNode entry, String at, String key) {
        String id = required(entry, at, key);
        if (!id.isEmpty() && !stepIds.contains(id)) {
            problem(
                    at + "/" + key,
                    "no step '" + id + "' in the workflow",
                    "one of " + String.join(", ", stepIds));
        }
        return id;
    }

    private int times(JsonNode entry, String at) {
        JsonNode times = entry.path("times");
        if (times.isMissingNode()) {
            return 1;
        }
        if (times.isInt() && times.intValue() >= 1 && times.intValue() <= MAX_TIMES) {
            return times.intValue();
        }
        problem(at + "/times", Shown.value(times), "a whole number from 1 to " + MAX_TIMES);
        return 1;
    }

    private List<JsonNode> artifacts(JsonNode entry, String at) {
        JsonNode list = entry.path("artifacts");
        if (!list.isArray() && !list.isMissingNode()) {
            problem(at + "/artifacts", Shown.value(list), "an array of artifacts");
        }
        return Json.list(entry, "artifacts");
    }

    private @Nullable ObjectNode object(JsonNode entry, String at, String key) {
        JsonNode value = entry.path(key);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (!value.isMissingNode()) {
            problem(at + "/" + key, Shown.value(value), "an object of variables");
        }
        return null;
    }

    private String required(JsonNode entry, String at, String key) {
        if (!entry.has(key)) {
            problem(at, "no '" + key + "'", "a string under this key");
        }
        String text = text(entry, at, key);
        return text == null ? "" : text;
    }

    private @Nullable String text(JsonNode entry, String at, String key) {
        JsonNode value = entry.path(key);
        if (!value.isTextual() && !value.isMissingNode()) {
            problem(at + "/" + key, Shown.value(value), "a string (in YAML, quote it)");
        }
        return value.textValue();
    }

    private void keys(JsonNode entry, String at, List<String> known) {
        entry.fieldNames()
                .forEachRemaining(key -> {
                    if (!known.contains(key)) {
                        String pointer = key.replace("~", "~0").replace("/", "~1");
                        problem(
                                at + "/" + pointer,
                                "unknown key",
                                "one of " + String.join(", ", known));
                    }
                });
    }

    private void problem(String pointer, String found, String expected) {
        problems.add((pointer.isEmpty() ? "/" : pointer) + ": " + found + "; expected " + expected);
    }
}
