package dev.workrail.engine.output;

import static dev.workrail.engine.output.ArtifactContracts.record;
import static dev.workrail.engine.output.Shape.anything;
import static dev.workrail.engine.output.Shape.list;
import static dev.workrail.engine.output.Shape.literal;
import static dev.workrail.engine.output.Shape.object;
import static dev.workrail.engine.output.Shape.optional;
import static dev.workrail.engine.output.Shape.pattern;
import static dev.workrail.engine.output.Shape.text;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/// The form of `wr.differentiation_handoff`.
final class DifferentiationShape {
    private static final Shape NAME = text(1, Integer.MAX_VALUE);

    private DifferentiationShape() {}

    static Shape shape() {
        return record(
                false,
                "kind",
                literal(TextNode.valueOf("wr.differentiation_handoff")),
                "version",
                optional(literal(IntNode.valueOf(1))),
                "schemaVersion",
                literal(TextNode.valueOf("1.0.0")),
                "generatedAt",
                optional(text()),
                "evidenceFreshness",
                object(false, Map.of()),
                "validationChecklist",
                list(text(), 10),
                "shapingHandoff",
                handoff());
    }

    private static Shape handoff() {
        Shape uuid = pattern("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "Invalid uuid");
        return record(
                false,
                "rawIdea",
                NAME,
                "problem",
                NAME,
                "baseline",
                NAME,
                "appetiteHint",
                text(),
                "noGosHints",
                list(text(), Integer.MAX_VALUE),
                "constraints",
                object(false, Map.of()),
                "evidenceTopK",
                list(uuid, 10),
                "defensibilityClaim",
                record(false, "power", NAME, "cannibalization", anything()));
    }
}
