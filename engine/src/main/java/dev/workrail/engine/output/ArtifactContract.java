package dev.workrail.engine.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/// A named form of artifact a step can require.
///
/// @param ref such as `wr.contracts.coding_handoff`
/// @param kind the artifact's `kind`
public record ArtifactContract(String ref, String kind) {
    /// The contracts by ref. Nothing else can be required.
    public static final Map<String, ArtifactContract> ALL = ArtifactContracts.all();

    /// The decision of a loop's exit step.
    public static final String LOOP_CONTROL = "wr.contracts.loop_control";

    /// The judgement of an assessment.
    public static final String ASSESSMENT = "wr.contracts.assessment";

    /// What does not fit, sorted; empty where the artifact is valid.
    public List<String> issues(JsonNode artifact) {
        return ArtifactContracts.shape(ref).issues(artifact).stream().sorted().toList();
    }
}
