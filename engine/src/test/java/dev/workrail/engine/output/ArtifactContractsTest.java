package dev.workrail.engine.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.workrail.engine.json.Json;
import dev.workrail.engine.session.Decision;
import dev.workrail.engine.session.Driver;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// All nine forms of artifact: the smallest that is taken, everything that may be in it, and what
/// is not taken.
class ArtifactContractsTest {
    private static final Map<String, String> SMALLEST =
            new TreeMap<>(
                    Map.of(
                            "loop_control",
                            "'decision':'stop'",
                            "assessment",
                            "'dimensions':{'fit':'high'}",
                            "coordinator_signal",
                            "'signalKind':'progress','payload':null",
                            "review_verdict",
                            "'verdict':'minor','confidence':'low','findings':[],'summary':'s'",
                            "discovery_handoff",
                            "'version':1,'selectedDirection':'d','designDocPath':'','confidenceBand':'high','keyInvariants':[]",
                            "shaping_handoff",
                            "'version':1,'pitchPath':'p','selectedShape':'s','appetite':'a','keyConstraints':[],'rabbitHoles':[],'outOfScope':[],'validationChecklist':[]",
                            "coding_handoff",
                            "'version':1,'keyDecisions':[],'knownLimitations':[],'testsAdded':[],'filesChanged':[]",
                            "gate_verdict",
                            "'version':1,'verdict':'approved','confidence':'high','rationale':'01234567890123456789'",
                            "differentiation_handoff",
                            "'schemaVersion':'1.0.0','evidenceFreshness':{'oldestCapturedAt':'2026-01-01T00:00:00Z','newestCapturedAt':'2026-01-02T00:00:00Z'},'validationChecklist':['v'],"
                                    + "'shapingHandoff':{'rawIdea':'r','problem':'p','baseline':'b','appetiteHint':'a','noGosHints':[],'constraints':{},'evidenceTopK':[],"
                                    + "'defensibilityClaim':{'power':'counter_positioning','cannibalization':'none'}}"));

    static Stream<Arguments> contracts() {
        return ArtifactContract.ALL.keySet().stream().sorted().map(Arguments::of);
    }

    @Test
    void shouldKnowNineContracts() {
        assertThat(ArtifactContract.ALL.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SMALLEST.keySet().stream().map(k -> "wr.contracts." + k).toList());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void shouldTakeTheSmallestArtifact(String ref) {
        assertThat(ArtifactContract.ALL.get(ref).issues(smallest(ref))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void shouldNameEveryMemberThatIsMissing(String ref) {
        for (String member : smallest(ref).propertyStream().map(Map.Entry::getKey).toList()) {
            ObjectNode artifact = smallest(ref);
            artifact.remove(member);
            if (member.equals("payload")) {
                continue;
            }
            assertThat(ArtifactContract.ALL.get(ref).issues(artifact))
                    .as("%s without %s", ref, member)
                    .isNotEmpty()
                    .allMatch(issue -> issue.startsWith(member));
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void shouldBlockAStepUntilItsArtifactIsThereAndGoOnThen(String ref) {
        // given
        Driver session =
                Driver.of(
                        "{'id':'one','title':'One','prompt':'1','outputContract':{'contractRef':'%s'}},"
                                        .formatted(ref)
                                + "{'id':'two','title':'Two','prompt':'2'}");
        session.start();
        assertThat(session.pending().output().contractRef()).isEqualTo(ref);

        // when
        Decision without = session.notes("I wrote it down only in notes");
        Decision with = session.artifact("", smallest(ref).toString());

        // then
        assertThat(without)
                .isInstanceOfSatisfying(
                        Decision.Blocked.class,
                        d ->
                                assertThat(d.blockers())
                                        .extracting(Blocker::code)
                                        .containsExactly(BlockerCode.MISSING_REQUIRED_OUTPUT));
        assertThat(with).isInstanceOf(Decision.Accepted.class);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "loop_control;'decision':'maybe';decision: Invalid enum value. Expected 'continue' | 'stop', received 'maybe'",
                "loop_control;'decision':7;decision: Expected 'continue' | 'stop', received number",
                "loop_control;'extra':1;: Unrecognized key(s) in object: 'extra'",
                "loop_control;'loopId':'A b';loopId: Invalid",
                "loop_control;'metadata':{'confidence':101};metadata.confidence: Number must be less than or equal to 100",
                "loop_control;'metadata':{'confidence':-1};metadata.confidence: Number must be greater than or equal to 0",
                "loop_control;'metadata':{'why':'x'};metadata: Unrecognized key(s) in object: 'why'",
                "assessment;'dimensions':{};dimensions: Expected at least one dimension",
                "assessment;'dimensions':[];dimensions: Expected object, received array",
                "assessment;'dimensions':{'fit':{'rationale':'r'}};dimensions.fit.level: Required",
                "assessment;'dimensions':{'fit':''};dimensions.fit: String must contain at least 1 character(s)",
                "coordinator_signal;'signalKind':'shout';signalKind: Invalid enum value. Expected 'progress' | 'finding' | 'data_needed' | 'approval_needed' | 'blocked', received 'shout'",
                "review_verdict;'findings':[{'severity':'major'}];findings.0.summary: Required",
                "review_verdict;'findings':'none';findings: Expected array, received string",
                "review_verdict;'summary':'';summary: String must contain at least 1 character(s)",
                "discovery_handoff;'version':2;version: Invalid literal value, expected 1",
                "discovery_handoff;'keyInvariants':[1];keyInvariants.0: Expected string, received number",
                "shaping_handoff;'extra':1;: Unrecognized key(s) in object: 'extra'",
                "coding_handoff;'correctedAssumptions':[{'assumed':'a'}];correctedAssumptions.0.actual: Required",
                "gate_verdict;'rationale':'too short';rationale: String must contain at least 20 character(s)",
                "gate_verdict;'verdict':'maybe';verdict: Invalid enum value. Expected 'approved' | 'rejected' | 'uncertain', received 'maybe'",
                "differentiation_handoff;'schemaVersion':'2.0.0';schemaVersion: Invalid literal value, expected \"1.0.0\""
            })
    void shouldSayWhatDoesNotFit(String contract, String change, String issue) {
        // given
        String ref = "wr.contracts." + contract;
        ObjectNode artifact = smallest(ref);
        json("{" + change + "}").properties().forEach(m -> artifact.set(m.getKey(), m.getValue()));

        // then
        assertThat(ArtifactContract.ALL.get(ref).issues(artifact)).containsExactly(issue);
    }

    @ParameterizedTest
    @CsvSource({
        "shaping_handoff, keyConstraints, 8",
        "shaping_handoff, rabbitHoles, 6",
        "shaping_handoff, outOfScope, 6",
        "shaping_handoff, validationChecklist, 10",
        "coding_handoff, keyDecisions, 8",
        "coding_handoff, knownLimitations, 6",
        "coding_handoff, testsAdded, 10",
        "coding_handoff, filesChanged, 20",
        "discovery_handoff, keyInvariants, 12",
        "discovery_handoff, rejectedDirections, 5",
        "discovery_handoff, implementationConstraints, 8",
        "discovery_handoff, keyCodebaseLocations, 10"
    })
    void shouldBoundEveryList(String contract, String member, int most) {
        String ref = "wr.contracts." + contract;
        ObjectNode artifact = smallest(ref);
        for (int i = 0; i < most; i++) {
            artifact.withArray(member).add("x");
        }
        assertThat(ArtifactContract.ALL.get(ref).issues(artifact)).isEmpty();

        artifact.withArray(member).add("one more");

        assertThat(ArtifactContract.ALL.get(ref).issues(artifact))
                .containsExactly(
                        "%s: Array must contain at most %d element(s)".formatted(member, most));
    }

    private static ObjectNode smallest(String ref) {
        String contract = ref.replace("wr.contracts.", "");
        return json("{'kind':'wr.%s',%s}".formatted(contract, SMALLEST.get(contract)));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"'));
    }
}
