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
                    new Decision("templates/t99", "0024", "[unset: o.constructor.name]", INHERITED),
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
                            "a wrong type is a finding, not a crash"));

    private Decisions() {}

    /// The decision about one vector or tag.
    public static Optional<Decision> about(String vector) {
        return ALL.stream().filter(d -> d.vector().equals(vector)).findFirst();
    }
}
