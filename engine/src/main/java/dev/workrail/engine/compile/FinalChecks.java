package dev.workrail.engine.compile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.engine.finding.Findings;
import dev.workrail.engine.finding.Stage;
import dev.workrail.engine.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pass 8: what can only be judged once templates are expanded.
final class FinalChecks {
    private final Findings findings;
    private final Map<String, String> pointerById = new HashMap<>();

    FinalChecks(Findings findings) {
        this.findings = findings;
    }

    void apply(List<Draft> drafts) {
        int[] count = {0};
        Draft.each(
                drafts,
                draft -> {
                    if (count[0]++ < WorkflowCompiler.MAX_STEPS) {
                        uniqueId(draft);
                        contract(draft, "/outputContract", draft.step().path("outputContract"));
                        contract(
                                draft,
                                "/synthesis/outputContract",
                                draft.step().path("synthesis").path("outputContract"));
                    }
                });
        if (count[0] > WorkflowCompiler.MAX_STEPS) {
            findings.error(
                    Stage.COMPILATION,
                    "too-many-steps",
                    "/steps",
                    count[0] + " steps after expansion",
                    "at most " + WorkflowCompiler.MAX_STEPS);
        }
    }

    private void uniqueId(Draft draft) {
        String id = draft.id();
        String earlier = pointerById.putIfAbsent(id, draft.pointer());
        if (earlier != null
                && !id.isEmpty()
                && !findings.has("duplicate-step-id", draft.pointer())) {
            findings.error(
                    Stage.COMPILATION,
                    "duplicate-step-id",
                    draft.pointer() + "/id",
                    "step id '" + id + "', which " + earlier + " has already",
                    "an id that is unique over the top level and all loop bodies");
        }
    }

    private void contract(Draft draft, String at, JsonNode contract) {
        String ref = Json.text(contract, "contractRef");
        if (ref != null && !ContractRefs.ALL.contains(ref)) {
            findings.error(
                    Stage.COMPILATION,
                    "unknown-contract",
                    draft.pointer() + at + "/contractRef",
                    "contract '" + ref + "'",
                    "one of " + ContractRefs.ALL);
        }
    }
}
