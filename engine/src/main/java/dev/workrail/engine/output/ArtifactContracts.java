package dev.workrail.engine.output;

import static dev.workrail.engine.output.Shape.anything;
import static dev.workrail.engine.output.Shape.list;
import static dev.workrail.engine.output.Shape.literal;
import static dev.workrail.engine.output.Shape.number;
import static dev.workrail.engine.output.Shape.object;
import static dev.workrail.engine.output.Shape.oneOf;
import static dev.workrail.engine.output.Shape.optional;
import static dev.workrail.engine.output.Shape.pattern;
import static dev.workrail.engine.output.Shape.text;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The forms of all artifacts a step can require.
final class ArtifactContracts {
    private static final Shape NAME = text(1, Integer.MAX_VALUE);
    private static final Shape CONFIDENCE = oneOf("high", "medium", "low");
    private static final Shape VERSION_1 = literal(IntNode.valueOf(1));
    private static final Map<String, Shape> SHAPES = shapes();

    private ArtifactContracts() {}

    static Shape shape(String ref) {
        Shape shape = SHAPES.get(ref);
        if (shape == null) {
            throw new IllegalArgumentException("there is no artifact contract " + ref);
        }
        return shape;
    }

    static Map<String, ArtifactContract> all() {
        Map<String, ArtifactContract> all = new LinkedHashMap<>();
        for (String ref : SHAPES.keySet()) {
            String kind = ref.replace("wr.contracts.", "wr.");
            all.put(ref, new ArtifactContract(ref, kind));
        }
        return Map.copyOf(all);
    }

    private static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        shapes.put("wr.contracts.loop_control", loopControl());
        shapes.put("wr.contracts.assessment", assessment());
        shapes.put("wr.contracts.coordinator_signal", coordinatorSignal());
        shapes.put("wr.contracts.review_verdict", reviewVerdict());
        shapes.put("wr.contracts.discovery_handoff", discoveryHandoff());
        shapes.put("wr.contracts.shaping_handoff", shapingHandoff());
        shapes.put("wr.contracts.coding_handoff", codingHandoff());
        shapes.put("wr.contracts.gate_verdict", gateVerdict());
        shapes.put("wr.contracts.differentiation_handoff", DifferentiationShape.shape());
        return shapes;
    }

    /// An object of `name, shape` pairs with the kind in front.
    private static Shape artifact(boolean closed, String kind, Object... pairs) {
        List<Object> all = new ArrayList<>(List.of("kind", literal(TextNode.valueOf(kind))));
        all.addAll(List.of(pairs));
        return record(closed, all.toArray());
    }

    static Shape record(boolean closed, Object... pairs) {
        Map<String, Shape> members = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            members.put((String) pairs[i], (Shape) pairs[i + 1]);
        }
        return object(closed, members);
    }

    private static Shape lines(int max) {
        return list(text(), max);
    }

    private static Shape loopControl() {
        Shape metadata =
                record(
                        true,
                        "reason",
                        optional(text(0, 1024)),
                        "issuesFound",
                        optional(number(0, Integer.MAX_VALUE)),
                        "iterationIndex",
                        optional(number(0, Integer.MAX_VALUE)),
                        "confidence",
                        optional(number(0, 100)));
        return artifact(
                true,
                "wr.loop_control",
                "loopId",
                optional(pattern("[a-z0-9_-]+", "Invalid")),
                "decision",
                oneOf("continue", "stop"),
                "metadata",
                optional(metadata));
    }

    private static Shape assessment() {
        Shape judged = record(true, "level", NAME, "rationale", optional(text(0, 512)));
        Shape dimensions =
                (value, path, issues) -> {
                    if (value == null || !value.isObject()) {
                        object(false, Map.of()).check(value, path, issues);
                        return;
                    }
                    if (value.isEmpty()) {
                        issues.add(path + ": Expected at least one dimension");
                    }
                    value.properties()
                            .forEach(d ->
                                    (d.getValue().isTextual() ? NAME : judged)
                                            .check(d.getValue(), path + "." + d.getKey(), issues));
                };
        return artifact(
                true,
                "wr.assessment",
                "assessmentId",
                optional(NAME),
                "dimensions",
                dimensions,
                "summary",
                optional(text(0, 1024)));
    }

    private static Shape coordinatorSignal() {
        return artifact(
                false,
                "wr.coordinator_signal",
                "signalKind",
                oneOf("progress", "finding", "data_needed", "approval_needed", "blocked"),
                "payload",
                anything(),
                "sessionId",
                optional(text()));
    }

    private static Shape reviewVerdict() {
        Shape category =
                oneOf(
                        "correctness",
                        "security",
                        "architecture",
                        "ux",
                        "performance",
                        "testing",
                        "style");
        Shape finding =
                record(
                        false,
                        "severity",
                        oneOf("critical", "major", "minor", "nit"),
                        "summary",
                        NAME,
                        "findingCategory",
                        optional(category));
        return artifact(
                true,
                "wr.review_verdict",
                "verdict",
                oneOf("clean", "minor", "blocking"),
                "confidence",
                CONFIDENCE,
                "findings",
                list(finding, Integer.MAX_VALUE),
                "summary",
                NAME);
    }

    private static Shape discoveryHandoff() {
        Shape tier =
                oneOf("strong_recommendation", "provisional_recommendation", "insufficient_signal");
        return artifact(
                false,
                "wr.discovery_handoff",
                "version",
                VERSION_1,
                "selectedDirection",
                NAME,
                "designDocPath",
                text(),
                "confidenceBand",
                CONFIDENCE,
                "keyInvariants",
                list(text(0, 200), 12),
                "rejectedDirections",
                optional(list(anything(), 5)),
                "implementationConstraints",
                optional(list(anything(), 8)),
                "keyCodebaseLocations",
                optional(list(anything(), 10)),
                "selectionTier",
                optional(tier));
    }

    private static Shape shapingHandoff() {
        return artifact(
                true,
                "wr.shaping_handoff",
                "version",
                VERSION_1,
                "pitchPath",
                NAME,
                "selectedShape",
                text(1, 200),
                "appetite",
                text(1, 100),
                "keyConstraints",
                lines(8),
                "rabbitHoles",
                lines(6),
                "outOfScope",
                lines(6),
                "validationChecklist",
                lines(10));
    }

    private static Shape codingHandoff() {
        Shape assumption = record(true, "assumed", text(), "actual", text());
        return artifact(
                true,
                "wr.coding_handoff",
                "version",
                VERSION_1,
                "branchName",
                optional(text()),
                "keyDecisions",
                lines(8),
                "knownLimitations",
                lines(6),
                "testsAdded",
                lines(10),
                "filesChanged",
                lines(20),
                "correctedAssumptions",
                optional(list(assumption, 6)));
    }

    private static Shape gateVerdict() {
        return artifact(
                true,
                "wr.gate_verdict",
                "version",
                VERSION_1,
                "verdict",
                oneOf("approved", "rejected", "uncertain"),
                "confidence",
                CONFIDENCE,
                "rationale",
                text(20, Integer.MAX_VALUE));
    }
}
