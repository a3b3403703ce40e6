package dev.workrail.engine.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Shown;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.output.RuleFitness;
import java.util.List;

/// The rules over a step's notes: not too many, and fit to be evaluated.
///
/// A pattern that cannot run is an error where its rule always counts, for its step could never be
/// completed; under a condition, and in a schema, it is a warning.
final class RuleChecks {
    /// Most rules over the notes of one step, so that checking a submission is bounded.
    static final int MAX_RULES = 50;

    private final Findings findings;

    RuleChecks(Findings findings) {
        this.findings = findings;
    }

    void check(Located step) {
        String pointer = step.pointer() + "/validationCriteria";
        JsonNode criteria = step.step().path("validationCriteria");
        int rules = count(criteria);
        if (rules > MAX_RULES) {
            findings.error(
                    Stage.STRUCTURE,
                    "too-many-rules",
                    pointer,
                    rules + " rules",
                    "at most " + MAX_RULES);
            return;
        }
        fit(criteria, pointer);
    }

    private static int count(JsonNode criteria) {
        int count = criteria.has("type") ? 1 : 0;
        if (criteria.isArray()) {
            for (JsonNode rule : criteria) {
                count += count(rule);
            }
            return count;
        }
        for (String word : List.of("and", "or", "not")) {
            count += criteria.has(word) ? count(criteria.path(word)) : 0;
        }
        return count;
    }

    private void fit(JsonNode criteria, String pointer) {
        for (int i = 0; criteria.isArray() && i < criteria.size(); i++) {
            fit(criteria.get(i), pointer + "/" + i);
        }
        for (String word : List.of("and", "or", "not")) {
            if (criteria.has(word)) {
                fit(criteria.path(word), pointer + "/" + word);
            }
        }
        RuleFitness.problem(criteria).ifPresent(problem -> unfit(criteria, pointer, problem));
    }

    private void unfit(JsonNode rule, String pointer, String problem) {
        if ("schema".equals(Json.text(rule, "type"))) {
            findings.warning(
                    Stage.ADVICE,
                    "unusable-schema",
                    pointer + "/schema",
                    problem,
                    "a bounded JSON schema of draft 7");
            return;
        }
        String found = "pattern %s: %s".formatted(Shown.value(rule.path("pattern")), problem);
        String expected = "a bounded expression without look-around and back references";
        if (rule.has("condition")) {
            findings.warning(
                    Stage.ADVICE, "unusable-pattern", pointer + "/pattern", found, expected);
        } else {
            findings.error(
                    Stage.STRUCTURE,
                    "unusable-pattern",
                    pointer + "/pattern",
                    found + "; no notes could ever complete the step",
                    expected);
        }
    }
}
