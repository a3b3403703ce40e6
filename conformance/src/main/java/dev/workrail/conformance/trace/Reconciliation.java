package dev.workrail.conformance.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.conformance.Decisions;
import dev.workrail.conformance.Difference;
import dev.workrail.engine.session.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compares answers with the recorded ones; where they differ, with our decision about it.
///
/// A rule that belongs to a tag of the recordings speaks only about runs with that tag, and every
/// rule must stand in the table of decisions.
final class Reconciliation {
    private static final List<Rule> RULES =
            List.of(
                    new GateRule("defect:T3"),
                    new GateRule("gate:loop-variables"),
                    new LoopRule(),
                    new RequirementRule(),
                    new AddedStepRule(),
                    new FirstStepRule(),
                    new DottedStepRule(),
                    new VerdictFixRule(),
                    new ContractRule("defect:P8-differentiation-contract"),
                    new ContractRule("defect:assessment-contract"),
                    new LongNotesRule(),
                    new BrokenRuleRule(),
                    new AnnouncedGateRule(),
                    new FirstPromptRule(),
                    new ReferenceBodyRule());

    private final Rule.Setting setting;
    private int comparable = Integer.MAX_VALUE;
    private boolean over;

    Reconciliation(Rule.Setting setting) {
        this.setting = setting;
    }

    /// Whether the rest of the recording says nothing any more.
    boolean isOver() {
        return over;
    }

    /// The last turn whose events are as recorded.
    int comparableTurns() {
        return comparable;
    }

    @Nullable Difference start(JsonNode recorded, Decision decision) {
        return compare(0, MissingNode.getInstance(), recorded, decision);
    }

    @Nullable Difference turn(int turn, JsonNode input, JsonNode recorded, Decision decision) {
        return compare(turn, input, recorded, decision);
    }

    private @Nullable Difference compare(
            int turn, JsonNode input, JsonNode recorded, Decision decision) {
        ObjectNode expected = clean(recorded);
        if ("gate".equals(expected.path("kind").asText())) {
            comparable = Math.min(comparable, turn - 1);
        }
        String where = turn == 0 ? "start" : "turn " + turn;
        Difference found = Difference.between(where, expected, setting.answers().of(decision));
        if (found == null) {
            return null;
        }
        Rule.Case one = new Rule.Case(turn, input, expected, decision, found, setting);
        for (Rule rule : RULES) {
            Rule.Outcome outcome = applies(rule) ? rule.check(one) : null;
            if (outcome != null) {
                over |= outcome.over();
                if (!isOfWordsOnly(rule)) {
                    comparable = Math.min(comparable, turn - 1);
                }
                return outcome.difference();
            }
        }
        return found;
    }

    /// Such a rule is about what an answer says; what is recorded of the turn is the same.
    private static boolean isOfWordsOnly(Rule rule) {
        return rule instanceof FirstPromptRule
                || rule instanceof ReferenceBodyRule
                || rule instanceof AnnouncedGateRule;
    }

    private boolean applies(Rule rule) {
        boolean ofTag = rule.key().startsWith("defect:");
        return Decisions.about(rule.key()).isPresent()
                && (!ofTag || setting.trace().tags().contains(rule.key()));
    }

    /// What the engine does not answer itself: documents are resolved by its caller.
    static ObjectNode clean(JsonNode expected) {
        ObjectNode out = expected.deepCopy();
        out.remove(List.of("resolvedReferences", "warnings"));
        return out;
    }
}
