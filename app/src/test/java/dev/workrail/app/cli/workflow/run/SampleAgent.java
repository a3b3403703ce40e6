package dev.workrail.app.cli.workflow.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import java.util.Map;
import java.util.Objects;

/// Knows what to hand in for anything a bundled workflow asks for.
final class SampleAgent {
    /// A valid artifact for each contract, as short as it may be.
    private static final Map<String, String> ARTIFACTS =
            Map.of(
                    "wr.contracts.loop_control", "{'kind':'wr.loop_control','decision':'stop'}",
                    "wr.contracts.coding_handoff",
                            "{'kind':'wr.coding_handoff','version':1,'keyDecisions':['one'],'knownLimitations':[],'testsAdded':[],'filesChanged':['a.txt']}",
                    "wr.contracts.review_verdict",
                            "{'kind':'wr.review_verdict','verdict':'clean','confidence':'high','findings':[],'summary':'Nothing must change'}",
                    "wr.contracts.discovery_handoff",
                            "{'kind':'wr.discovery_handoff','version':1,'selectedDirection':'one','designDocPath':'docs/one.md','confidenceBand':'high','keyInvariants':['it holds']}",
                    "wr.contracts.shaping_handoff",
                            "{'kind':'wr.shaping_handoff','version':1,'pitchPath':'docs/pitch.md','selectedShape':'small','appetite':'a week','keyConstraints':[],'rabbitHoles':[],'outOfScope':[],'validationChecklist':['it works']}",
                    "wr.contracts.gate_verdict",
                            "{'kind':'wr.gate_verdict','version':1,'verdict':'approved','confidence':'high','rationale':'Every criterion is met by what was shown.'}",
                    "wr.contracts.coordinator_signal",
                            "{'kind':'wr.coordinator_signal','signalKind':'finding','payload':{'impact':'none'}}");

    /// Classifications, the lists that loops go over, and what the gate evaluator is told.
    static final String CONTEXT =
            "{'taskComplexity':'Medium','riskLevel':'Low','reviewDepth':'STANDARD','isTrivial':false,'severity':'sev2',"
                    + "'slices':[{'name':'first','goal':'do it','check':'./test'},{'name':'second','goal':'do more','check':'./test'}],"
                    + "'moves':[{'name':'extract','how':'extract the loop'}],"
                    + "'sections':[{'name':'Start','file':'README.md','finding':'stale'}],"
                    + "'stepId':'plan','stepNotes':'the plan','stepArtifacts':'[]','criteria':'complete'}";

    static final String NOTES =
            "taskComplexity and riskLevel follow from what was read: the change is small, its users"
                    + " are known, and each of them was looked at before this was written.";

    private SampleAgent() {}

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    /// The artifact of a contract; absent `contractRef` gives none.
    static void contract(String contractRef, ArrayNode into) {
        if (!contractRef.isEmpty()) {
            into.add(json(Objects.requireNonNull(ARTIFACTS.get(contractRef), contractRef)));
        }
    }

    /// The first level of each dimension: by convention the one that is good enough.
    static void assessment(JsonNode definition, String id, ArrayNode into) {
        ObjectNode artifact = into.addObject();
        artifact.put("kind", "wr.assessment").put("assessmentId", id);
        ObjectNode levels = artifact.putObject("dimensions");
        for (JsonNode declared : definition.path("assessments")) {
            if (declared.path("id").asText().equals(id)) {
                declared.path("dimensions")
                        .forEach(d -> levels.set(d.path("id").asText(), d.at("/levels/0")));
            }
        }
    }
}
