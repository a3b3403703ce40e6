package dev.workrail.engine.output;

import dev.workrail.engine.session.Flavour;
import java.util.List;
import java.util.Map;

/// What an agent is told about each artifact contract. `%s` stands for where the artifact goes, and
/// an example for the call it is part of.
final class ContractTexts {
    private static final String EXAMPLE = "Canonical format:";
    private static final String OPEN = "```json";
    private static final String CLOSE = "```";
    private static final String SEE = "See the step prompt for the full schema.";

    private static final Map<String, List<String>> LINES =
            Map.of(
                    "wr.contracts.loop_control",
                    List.of(
                            "Provide an artifact with kind: \"wr.loop_control\"",
                            "Required field: decision (\"continue\" | \"stop\")",
                            "Do NOT include loopId — the engine matches automatically",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.loop_control\", \"decision\": \"stop\" }",
                            CLOSE),
                    "wr.contracts.assessment",
                    List.of(
                            "Provide a wr.assessment artifact in %s.",
                            "Required fields: assessmentId (string), dimensions (object mapping"
                                    + " dimensionId to level string).",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.assessment\", \"assessmentId\": \"<id>\","
                                    + " \"dimensions\": { \"<dimensionId>\": \"high\" } }",
                            CLOSE),
                    "wr.contracts.coordinator_signal",
                    List.of(
                            "Provide a wr.coordinator_signal artifact in %s.",
                            "Required fields: signalKind (\"progress\"|\"finding\"|\"data_needed\"|"
                                    + "\"approval_needed\"|\"blocked\"), payload (object).",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.coordinator_signal\", \"signalKind\": \"progress\","
                                    + " \"payload\": {} }",
                            CLOSE),
                    "wr.contracts.review_verdict",
                    reviewVerdict(),
                    "wr.contracts.discovery_handoff",
                    List.of(
                            "Provide a wr.discovery_handoff artifact in %s.",
                            "Required fields: selectedDirection (string), designDocPath (string),"
                                    + " confidenceBand (\"high\"|\"medium\"|\"low\"), keyInvariants"
                                    + " (string[]), selectionTier (\"strong_recommendation\"|"
                                    + "\"provisional_recommendation\"|\"insufficient_signal\").",
                            SEE),
                    "wr.contracts.shaping_handoff",
                    List.of(
                            "Provide a wr.shaping_handoff artifact in %s.",
                            "Required fields: version (number, must be 1), pitchPath (string),"
                                    + " selectedShape (string), appetite (string), keyConstraints"
                                    + " (string[]), rabbitHoles (string[]), outOfScope (string[]),"
                                    + " validationChecklist (string[]).",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.shaping_handoff\", \"version\": 1, \"pitchPath\":"
                                    + " \"/path/to/pitch.md\", \"selectedShape\": \"...\","
                                    + " \"appetite\": \"Small batch (1-2 days)\","
                                    + " \"keyConstraints\": [], \"rabbitHoles\": [],"
                                    + " \"outOfScope\": [], \"validationChecklist\": [] }",
                            CLOSE),
                    "wr.contracts.coding_handoff",
                    List.of(
                            "Provide a wr.coding_handoff artifact in %s.",
                            "Required fields: version (number, must be 1), keyDecisions (string[]),"
                                    + " knownLimitations (string[]), testsAdded (string[]),"
                                    + " filesChanged (string[]).",
                            "Optional fields: branchName (string), correctedAssumptions (array of"
                                    + " {assumed, actual}).",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.coding_handoff\", \"version\": 1, \"keyDecisions\":"
                                    + " [\"...\"], \"knownLimitations\": [], \"testsAdded\": [],"
                                    + " \"filesChanged\": [\"path/to/file.ts\"] }",
                            CLOSE),
                    "wr.contracts.gate_verdict",
                    List.of(
                            "Provide a wr.gate_verdict artifact in %s.",
                            "Required fields: version (number, must be 1), verdict"
                                    + " (\"approved\"|\"rejected\"|\"uncertain\"), confidence"
                                    + " (\"high\"|\"medium\"|\"low\"), rationale (string, min 20"
                                    + " chars).",
                            EXAMPLE,
                            OPEN,
                            "{ \"kind\": \"wr.gate_verdict\", \"version\": 1, \"verdict\":"
                                    + " \"approved\", \"confidence\": \"high\", \"rationale\":"
                                    + " \"Output meets all stated criteria.\" }",
                            CLOSE),
                    "wr.contracts.differentiation_handoff",
                    List.of(
                            "Provide a wr.differentiation_handoff artifact in %s.",
                            "Required fields: schemaVersion (\"1.0.0\"), evidenceFreshness"
                                    + " (object), validationChecklist (string[]), shapingHandoff"
                                    + " (object containing rawIdea, problem, baseline,"
                                    + " appetiteHint, noGosHints, constraints, evidenceTopK,"
                                    + " defensibilityClaim).",
                            SEE));

    private ContractTexts() {}

    private static List<String> reviewVerdict() {
        return List.of(
                "Provide a valid wr.review_verdict artifact in %s.",
                "Required schema (verdict, confidence, findings, summary are mandatory):",
                "  verdict: \"clean\" | \"minor\" | \"blocking\"",
                "  confidence: \"high\" | \"medium\" | \"low\"",
                "  findings: array of { severity, summary, findingCategory? } plus any enrichment"
                        + " fields (empty array for clean verdicts)",
                "  summary: one-line overall verdict string",
                "Enrichment fields allowed on each finding (optional): file, startLine, endLine,"
                        + " causalLink, remediation",
                EXAMPLE,
                OPEN,
                "{ \"kind\": \"wr.review_verdict\", \"verdict\": \"minor\", \"confidence\":"
                        + " \"medium\", \"findings\": [{ \"severity\": \"minor\", \"summary\":"
                        + " \"Missing null check\", \"findingCategory\": \"correctness\","
                        + " \"file\": \"src/foo.ts\", \"startLine\": 42, \"causalLink\": \"PR"
                        + " removed the guard\", \"remediation\": \"Restore null check\" }],"
                        + " \"summary\": \"Minor issues found\" }",
                CLOSE,
                "For a clean review with no findings use: \"verdict\": \"clean\", \"findings\":"
                        + " []");
    }

    static List<String> lines(String ref) {
        List<String> lines = LINES.get(ref);
        if (lines == null) {
            throw new IllegalArgumentException("there is no text for contract " + ref);
        }
        return lines;
    }

    /// The lines with the flavour's places in them, the contract's name first.
    static List<String> format(String ref, Flavour flavour) {
        String place =
                flavour.isAutonomous()
                        ? "complete_step's artifacts[] parameter"
                        : "continue_workflow's output.artifacts parameter (or top-level"
                                + " artifacts)";
        List<String> out = new java.util.ArrayList<>(List.of("Artifact contract: " + ref));
        for (String line : lines(ref)) {
            if (line.startsWith("{ \"kind\"")) {
                String call = "{ \"artifacts\": [" + line + "] }";
                out.add(flavour.isAutonomous() ? call : "{ \"output\": " + call + " }");
            } else {
                out.add(line.replace("%s", place));
            }
        }
        return List.copyOf(out);
    }
}
