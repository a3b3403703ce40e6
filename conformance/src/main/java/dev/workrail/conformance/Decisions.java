package dev.workrail.conformance;

import java.util.List;
import java.util.Optional;

/// Every point on which this engine differs from WorkRail on purpose, with its decision record.
public final class Decisions {
    private static final String INHERITED =
            "a name every JavaScript object inherits is no variable of the session";

    /// The table.
    public static final List<Decision> ALL =
            List.of(
                    new Decision("conditions/c1013", "0024", "false", INHERITED),
                    new Decision("conditions/c1014", "0024", "false", INHERITED),
                    new Decision("conditions/c1015", "0024", "false", INHERITED),
                    new Decision("templates/t93", "0024", "[unset: toString]", INHERITED),
                    new Decision("templates/t94", "0024", "[unset: constructor]", INHERITED),
                    new Decision("templates/t95", "0024", "[unset: hasOwnProperty]", INHERITED),
                    new Decision("templates/t97", "0024", "[unset: __proto__]", INHERITED),
                    new Decision("templates/t98", "0024", "[unset: arr.map]", INHERITED),
                    new Decision(
                            "templates/t99",
                            "0024",
                            "[unset: o.constructor.name -- 'o.constructor' is undefined (\"undefined\"), not"
                                    + " object]",
                            INHERITED),
                    new Decision(
                            "invalid/criteria-single-rule",
                            "0021",
                            "valid",
                            "one rule is accepted where a list of rules is"),
                    new Decision(
                            "invalid/loop-source-unknown-contract",
                            "0025",
                            "structural_failed",
                            "only the loop decision can decide a loop"),
                    new Decision(
                            "invalid/verification-empty",
                            "0025",
                            "structural_failed",
                            "a verification without command and prompt verifies nothing"),
                    new Decision(
                            "invalid/steps-not-array",
                            "0025",
                            "schema_failed",
                            "a wrong type is a finding, not a crash"),
                    new Decision(
                            "invalid/wr-token-unresolved",
                            "0075",
                            "valid",
                            "a reference resolves in a plain prompt too"),
                    ofRuns(
                            "defect:T1",
                            "0030",
                            "a loop decision ends only the loop whose exit step gave it"),
                    ofRuns(
                            "defect:T3",
                            "0031",
                            "a gate keeps the submission, is never passed by, and has a verdict"),
                    ofRuns(
                            "gate:loop-variables",
                            "0031",
                            "a gate's condition sees the variables of its loop"),
                    ofRuns(
                            "gate:parallel-intent",
                            "0079",
                            "a parallel step that needs a yes announces it"),
                    ofRuns("defect:T7", "0032", "every requirement of a step counts"),
                    ofRuns(
                            "text:first-prompt",
                            "0033",
                            "the first prompt is rendered with the initial variables"),
                    ofRuns("defect:D1", "0026", "added steps can run"),
                    ofRuns("defect:D2", "0034", "a run begins at the first step that is to run"),
                    ofRuns(
                            "defect:P4-dotted-id",
                            "0035",
                            "missing notes block a routine's step like any other"),
                    ofRuns(
                            "defect:review-verdict-blocker",
                            "0035",
                            "a blocker holds the whole description of what would help"),
                    ofRuns(
                            "defect:P8-differentiation-contract",
                            "0036",
                            "every contract can be satisfied"),
                    ofRuns("defect:assessment-contract", "0036", "every contract can be satisfied"),
                    ofRuns(
                            "defect:notes-truncation",
                            "0037",
                            "long notes are cut between characters"),
                    ofRuns(
                            "answer:terminal-block",
                            "0035",
                            "a step that cannot be completed says so when it is tried again"),
                    ofRuns(
                            "text:reference-body",
                            "0038",
                            "a loop's variables are set in a body that is used by reference"));

    private Decisions() {}

    /// A point that the replay of runs checks itself.
    private static Decision ofRuns(String key, String adr, String because) {
        return new Decision(key, adr, "", because);
    }

    /// The decision about one vector or tag.
    public static Optional<Decision> about(String vector) {
        return ALL.stream().filter(d -> d.vector().equals(vector)).findFirst();
    }
}
