package dev.workrail.engine.bundled;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import dev.workrail.engine.session.EngineCommand.Verdict;
import dev.workrail.engine.session.Flavour;
import dev.workrail.engine.session.StepView;
import dev.workrail.engine.session.Submission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every bundled workflow from its first prompt to its end, driven by an agent that hands in what
/// each step asks for.
class BundledRunTest {
    private static final int MAX_TURNS = 120;

    /// A valid artifact for each contract, as short as it may be.
    private static final Map<String, String> ARTIFACTS =
            Map.of(
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

    /// What an agent sets along the way: classifications, and the lists that loops go over.
    private static final String CONTEXT =
            "{'taskComplexity':'Medium','riskLevel':'Low','reviewDepth':'STANDARD','isTrivial':false,'severity':'sev2',"
                    + "'slices':[{'name':'first','goal':'do it','check':'./test'},{'name':'second','goal':'do more','check':'./test'}],"
                    + "'moves':[{'name':'extract','how':'extract the loop'}],"
                    + "'sections':[{'name':'Start','file':'README.md','finding':'stale'}]}";

    private static final String GATE_CONTEXT =
            "{'stepId':'plan','stepNotes':'the plan','stepArtifacts':'[]','criteria':'complete'}";

    @ParameterizedTest(name = "{0}, {1}, loops {2}")
    @MethodSource("runs")
    void shouldRunToItsEnd(String id, Flavour flavour, String decision) {
        // given
        JsonNode definition = BundledWorkflows.all().get(id);
        Driver driver = Driver.of(Driver.compile(definition));
        Set<String> seen = new LinkedHashSet<>();

        // when
        Decision last = driver.start(flavour, id.contains("gate-eval") ? GATE_CONTEXT : "{}");
        for (int turn = 0; turn < MAX_TURNS && !(last instanceof Decision.Completed); turn++) {
            last = next(driver, last, definition, decision, seen);
        }

        // then
        assertThat(last).isInstanceOf(Decision.Completed.class);
        assertThat(driver.state().isComplete()).isTrue();
        assertThat(seen).containsAll(unconditional(definition));
    }

    private static Decision next(
            Driver driver, Decision last, JsonNode definition, String decision, Set<String> seen) {
        if (last instanceof Decision.GateParked) {
            return driver.verdict(Verdict.APPROVED, "Every criterion is met by what was shown.");
        }
        StepView step = driver.pending();
        assertThat(step.prompt()).doesNotContain("[unset:");
        seen.add(step.stepId());
        Decision answer = driver.submit(submission(step, definition, decision));
        assertThat(answer)
                .as("step %s takes what it asks for", step.stepId())
                .isNotInstanceOfAny(Decision.Blocked.class, Decision.Rejected.class);
        return answer;
    }

    private static Submission submission(StepView step, JsonNode definition, String decision) {
        List<JsonNode> artifacts = new ArrayList<>();
        String contract = step.output().contractRef();
        if ("wr.contracts.loop_control".equals(contract)) {
            artifacts.add(json("{'kind':'wr.loop_control','decision':'" + decision + "'}"));
        } else if (contract != null) {
            artifacts.add(json(ARTIFACTS.get(contract)));
        }
        for (String assessment : step.output().assessments()) {
            artifacts.add(assessed(definition, assessment));
        }
        String notes =
                "taskComplexity and riskLevel follow from what was read: the change is small, its "
                        + "users are known, and each of them was looked at before this was written.";
        return new Submission(notes, artifacts, (ObjectNode) json(CONTEXT));
    }

    /// The first level of each dimension: by convention the one that is good enough.
    private static JsonNode assessed(JsonNode definition, String id) {
        ObjectNode artifact = (ObjectNode) json("{'kind':'wr.assessment'}");
        artifact.put("assessmentId", id);
        ObjectNode dimensions = artifact.putObject("dimensions");
        for (JsonNode declared : definition.path("assessments")) {
            if (declared.path("id").asText().equals(id)) {
                for (JsonNode dimension : declared.path("dimensions")) {
                    dimensions.put(
                            dimension.path("id").asText(),
                            dimension.path("levels").path(0).asText());
                }
            }
        }
        return artifact;
    }

    /// Steps nothing can skip: every run must have come by them.
    private static List<String> unconditional(JsonNode definition) {
        List<String> ids = new ArrayList<>();
        for (JsonNode step : definition.path("steps")) {
            if (step.has("runCondition")) {
                continue;
            }
            if (!step.path("type").asText().equals("loop")) {
                ids.add(step.path("id").asText());
            }
            for (JsonNode body : step.path("body")) {
                if (!body.has("runCondition")) {
                    ids.add(body.path("id").asText());
                }
            }
        }
        return ids;
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }

    static Stream<Arguments> runs() {
        return BundledWorkflows.all().keySet().stream()
                .flatMap(id ->
                        Stream.of(Flavour.values())
                                .flatMap(flavour ->
                                        Stream.of("stop", "continue")
                                                .map(loops -> Arguments.of(id, flavour, loops))));
    }
}
