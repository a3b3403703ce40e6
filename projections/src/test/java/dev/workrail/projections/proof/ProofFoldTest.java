package dev.workrail.projections.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.session.Change;
import dev.workrail.contracts.session.Fact;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.session.Outcome;
import dev.workrail.contracts.session.SessionEvent;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.GateResult;
import dev.workrail.contracts.view.ProofRecord.GateVerdict;
import dev.workrail.contracts.view.ProofRecord.Verdict;
import dev.workrail.projections.session.Story;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProofFoldTest {
    private static final Change CHANGE = Story.change(Story.COMMIT, Story.TREE);

    private final ProofFold fold = new ProofFold(GatePolicy.STANDARD);

    @Test
    void shouldPassAChangeThatWasTestedAndReviewed() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .reviewed("minor", "minor", "nit")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, true, CHANGE)
                                .ended(Outcome.SUCCESS));

        assertThat(record.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(record.gates())
                .extracting(GateResult::gate, GateResult::required, GateResult::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Gate.UNIT_TESTS, true, GateVerdict.PASSED),
                        org.assertj.core.groups.Tuple.tuple(Gate.REVIEW, true, GateVerdict.PASSED));
        assertThat(record.verifications())
                .filteredOn(evidence -> evidence.gate() == Gate.UNIT_TESTS)
                .singleElement()
                .satisfies(tests -> {
                    assertThat(tests.exitCode()).isZero();
                    assertThat(tests.command()).isEqualTo("make test");
                });
        assertThat(record.sessions())
                .singleElement()
                .satisfies(s -> assertThat(s.author()).isTrue());
        assertThat(record.policyDigest()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void shouldFailAChangeThatNoOneReviewed() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, true, CHANGE));

        assertThat(record.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(record, Gate.REVIEW).verdict()).isEqualTo(GateVerdict.MISSING);
    }

    @Test
    void shouldFailAChangeWhoseTestsFailed() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .reviewed("clean")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, false, CHANGE));

        assertThat(record.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(record, Gate.UNIT_TESTS).reason()).isEqualTo("1 of 12 tests failed");
    }

    @Test
    void shouldFailAReviewWithAMajorFindingWhateverItsVerdictSays() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .reviewed("clean", "major")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, true, CHANGE));

        assertThat(gate(record, Gate.REVIEW).verdict()).isEqualTo(GateVerdict.FAILED);
    }

    @Test
    void shouldNotCountAReviewOfWorkThatWasEditedAfterwards() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .reviewed("clean")
                                .events(
                                        new SessionEvent.ToolCallCompleted(
                                                "c", "Edit", 5, "edited"))
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, true, CHANGE));

        assertThat(gate(record, Gate.REVIEW).verdict()).isEqualTo(GateVerdict.MISSING);
    }

    @Test
    void shouldNotCountTestsOfAnotherTree() {
        ProofRecord record =
                proof(
                        coding("sess_1")
                                .reviewed("clean")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(
                                        Gate.UNIT_TESTS,
                                        true,
                                        Story.change(
                                                Story.COMMIT,
                                                "7ee00000000000000000000000000000000000ff")));

        assertThat(record.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(record, Gate.UNIT_TESTS).reason()).contains("not the commit's");
    }

    @Test
    void shouldMakeANewSubjectOfANewCommit() {
        String second = "c0ffee0000000000000000000000000000000002";
        Story story =
                coding("sess_1")
                        .reviewed("clean")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE)
                        .committed(second, "7ee0000000000000000000000000000000000002");

        List<ProofContribution> said = ProofContributions.of(story.state());

        assertThat(said).hasSize(2);
        ProofRecord newest = fold.apply(null, said.get(1));
        assertThat(newest.subject().commit()).isEqualTo(second);
        assertThat(newest.verifications()).isEmpty();
        assertThat(newest.verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void shouldBindAReviewSessionToTheHeadItWasStartedFor() {
        // given one session that made the commit and another that reviews its pull request
        Story author =
                coding("sess_1")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE);
        Story reviewer =
                new Story("acme", "sess_2")
                        .workflow("wr.mr-review")
                        .source("pull_request", "acme/app#12", Story.COMMIT)
                        .queued()
                        .running()
                        .reviewed("clean")
                        .ended(Outcome.SUCCESS);

        // when
        ProofRecord record = proof(author, reviewer);

        // then
        assertThat(record.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(record.subject().pullRequest()).isEqualTo("acme/app#12");
        assertThat(record.sessions()).hasSize(2);
    }

    @Test
    void shouldRequireAuditsWhereTheRiskIsHigh() {
        ProofRecord record =
                proof(
                        new Story("acme", "sess_1")
                                .context("{\"riskLevel\":\"High\"}")
                                .queued()
                                .running()
                                .reviewed("clean")
                                .committed(Story.COMMIT, Story.TREE)
                                .verified(Gate.UNIT_TESTS, true, CHANGE));

        assertThat(record.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(record.gates())
                .filteredOn(gate -> gate.verdict() == GateVerdict.MISSING)
                .extracting(GateResult::gate)
                .containsExactly(Gate.ARCHITECTURE_AUDIT, Gate.PRODUCTION_AUDIT);
    }

    @Test
    void shouldRequireASecurityAuditWhereAuthenticationIsTouched() {
        ProofRecord record =
                proof(
                        new Story("acme", "sess_1")
                                .context("{\"changedFiles\":[\"src/auth/Login.java\"]}")
                                .queued()
                                .running()
                                .committed(Story.COMMIT, Story.TREE));

        assertThat(gate(record, Gate.SECURITY_AUDIT).required()).isTrue();
        assertThat(record.gates())
                .extracting(GateResult::gate)
                .doesNotContain(Gate.ARCHITECTURE_AUDIT);
    }

    @Test
    void shouldCountAnAuditWorkflowsVerdictAsItsAudit() {
        Story author =
                new Story("acme", "sess_1")
                        .context("{\"touchesArchitecture\":true}")
                        .queued()
                        .running()
                        .reviewed("clean")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE);
        Story auditor =
                new Story("acme", "sess_2")
                        .context("{\"headSha\":\"" + Story.COMMIT + "\"}")
                        .queued()
                        .running()
                        .events(
                                new SessionEvent.RunStarted(
                                        "wr.architecture-scalability-audit",
                                        "hash",
                                        "bundled",
                                        "ref",
                                        null,
                                        null))
                        .reviewed("clean");

        assertThat(proof(author, auditor).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void shouldCountWhatCiSaysAboutTheCommit() {
        Story story =
                coding("sess_1")
                        .reviewed("clean")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE);
        story.fact(
                "fact_1",
                new Fact.VerificationRecorded(story.verification(Gate.CI, false, CHANGE)));

        ProofRecord record = proof(story);

        assertThat(record.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(record, Gate.CI).required()).isFalse();
    }

    @Test
    void shouldFailAChangeThatLacksAGateOfAPolicyAndSayWhichPolicyAsksForIt() {
        // given an org that wants a person's word, and a workspace that wants CI
        Story story =
                new Story("acme", "sess_1")
                        .policies(
                                policy(PolicyLevel.ORG, "acme", 3, Gate.HUMAN_APPROVAL),
                                policy(PolicyLevel.WORKSPACE, "main", 5, Gate.CI))
                        .queued()
                        .running()
                        .reviewed("clean")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE);

        // when
        ProofRecord lacking = proof(story);

        // then
        assertThat(lacking.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(lacking, Gate.HUMAN_APPROVAL))
                .isEqualTo(
                        new GateResult(
                                Gate.HUMAN_APPROVAL,
                                true,
                                GateVerdict.MISSING,
                                "required by the policy of org acme; no one verified it"));
        assertThat(gate(lacking, Gate.CI).reason())
                .startsWith("required by the policy of workspace main");
        assertThat(lacking.policy().added())
                .extracting(PolicyInForce::of)
                .containsExactly("acme", "main");

        // when both gates are verified
        story.fact(
                        "fact_1",
                        new Fact.VerificationRecorded(story.verification(Gate.CI, true, CHANGE)))
                .fact(
                        "fact_2",
                        new Fact.VerificationRecorded(
                                story.verification(Gate.HUMAN_APPROVAL, true, CHANGE)));

        // then
        assertThat(proof(story).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void shouldJudgeByThePolicyAtTheEndOfTheSession() {
        // given
        Story story =
                coding("sess_1")
                        .reviewed("clean")
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE)
                        .ended(Outcome.SUCCESS);
        assertThat(proof(story).verdict()).isEqualTo(Verdict.PASSED);

        // when the org asks for more while it runs
        story.policies(policy(PolicyLevel.ORG, "acme", 4, Gate.SECURITY_AUDIT))
                .closed(Outcome.SUCCESS);

        // then
        assertThat(proof(story).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(gate(proof(story), Gate.SECURITY_AUDIT).required()).isTrue();
    }

    @Test
    void shouldNotRequireWhatALaterVersionOfThePolicyTookBack() {
        // given one session under the policy, and one after it was deleted
        Story before =
                new Story("acme", "sess_1")
                        .policies(policy(PolicyLevel.ORG, "acme", 3, Gate.CI))
                        .queued()
                        .running()
                        .committed(Story.COMMIT, Story.TREE)
                        .verified(Gate.UNIT_TESTS, true, CHANGE);
        Story after =
                new Story("acme", "sess_2")
                        .policies(policy(PolicyLevel.ORG, "acme", 4))
                        .source("pull_request", "acme/app#12", Story.COMMIT)
                        .queued()
                        .running()
                        .reviewed("clean");

        // then, whoever speaks last
        assertThat(proof(before, after).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(proof(after, before).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void shouldNameOtherRulesByAnotherDigest() {
        ProofRecord standard = proof(coding("sess_1").committed(Story.COMMIT, Story.TREE));
        ProofRecord stricter =
                proof(
                        new Story("acme", "sess_1")
                                .policies(policy(PolicyLevel.ORG, "acme", 3, Gate.CI))
                                .queued()
                                .running()
                                .committed(Story.COMMIT, Story.TREE));

        assertThat(standard.policyDigest()).isEqualTo(GatePolicy.STANDARD.digest());
        assertThat(stricter.policyDigest())
                .isNotEqualTo(standard.policyDigest())
                .isEqualTo(new GatePolicy(stricter.policy()).digest());
    }

    @Property(tries = 50)
    void shouldNotDependOnWhoSpokeFirst(@ForAll long seed) {
        List<ProofContribution> said = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Story story =
                    new Story("acme", "sess_" + i)
                            .policies(
                                    policy(PolicyLevel.ORG, "acme", i % 3, Gate.values()[i + 2]),
                                    policy(PolicyLevel.TRIGGER, "t" + i, i, Gate.CI))
                            .queued()
                            .running()
                            .committed(Story.COMMIT, Story.TREE)
                            .verified(Gate.UNIT_TESTS, i != 2, CHANGE)
                            .reviewed(i % 2 == 0 ? "clean" : "blocking");
            said.addAll(ProofContributions.of(story.state()));
        }
        ProofRecord expected = folded(said);
        Collections.shuffle(said, new Random(seed));

        assertThat(folded(said)).isEqualTo(expected);
    }

    private static PolicyInForce policy(PolicyLevel level, String of, long version, Gate... gates) {
        return new PolicyInForce(level, of, version, List.of(gates));
    }

    private static Story coding(String session) {
        return new Story("acme", session).queued().running();
    }

    private ProofRecord proof(Story... stories) {
        List<ProofContribution> said = new ArrayList<>();
        for (Story story : stories) {
            said.addAll(ProofContributions.of(story.state()));
        }
        return folded(said);
    }

    private ProofRecord folded(List<ProofContribution> said) {
        ProofRecord record = null;
        for (ProofContribution one : said) {
            record = fold.apply(record, one);
        }
        return record;
    }

    private static GateResult gate(ProofRecord record, Gate gate) {
        return record.gates().stream()
                .filter(result -> result.gate() == gate)
                .findFirst()
                .orElseThrow();
    }
}
