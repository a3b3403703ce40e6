package dev.workrail.projections.attest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.config.PolicyInForce;
import dev.workrail.contracts.config.PolicyLevel;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.SessionId;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.session.BlobRef;
import dev.workrail.contracts.session.Gate;
import dev.workrail.contracts.view.ChangeRisk;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.contracts.view.ProofRecord.Evidence;
import dev.workrail.contracts.view.ProofRecord.GateResult;
import dev.workrail.contracts.view.ProofRecord.GateVerdict;
import dev.workrail.contracts.view.ProofRecord.Subject;
import dev.workrail.contracts.view.ProofRecord.Verdict;
import dev.workrail.platform.blob.FileBucket;
import dev.workrail.platform.secret.SecretKeys;
import dev.workrail.projections.proof.GatePolicy;
import dev.workrail.testkit.MutableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofSignerTest {
    private static final OrgId ACME = new OrgId("acme");
    private static final String COMMIT = "a".repeat(40);
    private static final Duration TERM = Duration.ofDays(365);

    @TempDir Path folder;

    private final MutableClock clock = MutableClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    private SecretKeys keys;
    private ProofSigner signer;

    @BeforeEach
    void makeKeys() throws Exception {
        keys = new SecretKeys(folder.resolve("keys"));
        keys.ensureAll();
        signer = signer();
    }

    @Test
    void shouldEncodeWhatIsSignedAsTheSpecificationDoes() {
        // given
        byte[] payload = "hello world".getBytes(StandardCharsets.UTF_8);

        // when
        byte[] encoded = Dsse.preAuthenticated("http://example.com/HelloWorld", payload);

        // then
        assertThat(encoded)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void shouldSignAStatementThatThePublicKeyVerifies() throws Exception {
        // given
        ProofRecord record = record(ACME, Verdict.PASSED);

        // when
        Dsse envelope = signer.sign(record);

        // then
        assertThat(verifies(envelope)).isTrue();
        JsonNode statement = payload(envelope);
        assertThat(statement.at("/_type").asText()).isEqualTo("https://in-toto.io/Statement/v1");
        assertThat(statement.at("/subject/0/digest/gitCommit").asText()).isEqualTo(COMMIT);
        assertThat(statement.at("/predicate/verificationResult").asText()).isEqualTo("PASSED");
        assertThat(statement.at("/predicate/verifiedLevels/0").asText())
                .isEqualTo("WORKRAIL_UNIT_TESTS");
        assertThat(statement.at("/predicate/inputAttestations/0/digest/sha256").asText())
                .isEqualTo("b".repeat(64));
        assertThat(statement.at("/predicate/workrail/verifications/0/exitCode").asInt()).isZero();
    }

    @Test
    void shouldSignTheRulesThatWereAppliedAndTheirDigest() throws Exception {
        // given
        ProofRecord record = record(ACME, Verdict.FAILED);

        // when
        JsonNode predicate = payload(signer.sign(record)).at("/predicate");

        // then
        assertThat(predicate.at("/workrail/policy/added/0/gates/0").asText()).isEqualTo("ci");
        assertThat(predicate.at("/policy/digest/sha256").asText())
                .as("who has the statement alone can compute it")
                .isEqualTo(sha256(predicate.at("/workrail/policy").toString()));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldNotVerifyWhereThePayloadWasAltered() throws Exception {
        // given
        Dsse failed = signer.sign(record(ACME, Verdict.FAILED));
        Dsse passed = signer.sign(record(ACME, Verdict.PASSED));

        // when
        Dsse forged = new Dsse(passed.payload(), passed.payloadType(), failed.signatures());

        // then
        assertThat(verifies(forged)).isFalse();
    }

    @Test
    void shouldSignTheSameRecordTheSameWayInEveryProcess() throws Exception {
        // given
        ProofRecord record = record(ACME, Verdict.PASSED);

        // when
        Dsse one = signer.sign(record);
        Dsse other = signer().sign(record);

        // then
        assertThat(other).isEqualTo(one);
    }

    @Test
    void shouldSignWithANewKeyAfterItsTermAndKeepTheOld() throws Exception {
        // given
        Dsse before = signer.sign(record(ACME, Verdict.PASSED));

        // when
        clock.advance(TERM.plusDays(1));
        Dsse after = signer.sign(record(ACME, Verdict.PASSED));

        // then
        assertThat(after.signatures().getFirst().keyid())
                .isNotEqualTo(before.signatures().getFirst().keyid());
        assertThat(signer.publicKeys(ACME)).hasSize(2);
        assertThat(verifies(before)).isTrue();
        assertThat(verifies(after)).isTrue();
    }

    @Test
    void shouldGiveEachOrgAKeyOfItsOwnThatLiesNowhereInClear() throws Exception {
        // given
        signer.sign(record(ACME, Verdict.PASSED));

        // when
        signer.sign(record(new OrgId("other"), Verdict.PASSED));

        // then
        assertThat(signer.publicKeys(ACME)).doesNotContainAnyElementsOf(signer.publicKeys(other()));
        try (Stream<Path> files = Files.walk(folder.resolve("bucket"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(Files.readString(file))
                                    .doesNotContain("secret\":\"MC4C", "PRIVATE"));
        }
    }

    private static OrgId other() {
        return new OrgId("other");
    }

    private ProofSigner signer() throws Exception {
        return new ProofSigner(
                new OrgSigningKeys(new FileBucket(folder.resolve("bucket")), keys, clock, TERM));
    }

    /// As someone who has the envelope and the public keys alone.
    private boolean verifies(Dsse envelope) throws Exception {
        Dsse.Signature made = envelope.signatures().getFirst();
        String pem =
                signer.publicKeys(ACME).stream()
                        .filter(key -> key.id().equals(made.keyid()))
                        .findFirst()
                        .orElseThrow()
                        .publicKey();
        byte[] info = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        PublicKey key =
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info));
        Signature check = Signature.getInstance("Ed25519");
        check.initVerify(key);
        check.update(
                Dsse.preAuthenticated(
                        envelope.payloadType(), Base64.getDecoder().decode(envelope.payload())));
        return check.verify(Base64.getDecoder().decode(made.sig()));
    }

    private static JsonNode payload(Dsse envelope) {
        return ContractsJson.read(Base64.getDecoder().decode(envelope.payload()), JsonNode.class);
    }

    private static ProofRecord record(OrgId org, Verdict verdict) {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");
        GatePolicy policy =
                new GatePolicy(
                        new ProofRecord.Policy(
                                "workrail.standard.1",
                                List.of(Gate.UNIT_TESTS, Gate.REVIEW),
                                List.of(
                                        new PolicyInForce(
                                                PolicyLevel.ORG, "acme", 7, List.of(Gate.CI)))));
        return new ProofRecord(
                org,
                new Subject(
                        COMMIT,
                        "c".repeat(40),
                        "https://git.example/acme/main.git",
                        "refs/heads/fix",
                        null,
                        null),
                verdict,
                List.of(new GateResult(Gate.UNIT_TESTS, true, GateVerdict.PASSED, "all passed")),
                List.of(
                        new Evidence(
                                "ver_1",
                                Gate.UNIT_TESTS,
                                true,
                                new SessionId("sess_1"),
                                "./test.sh",
                                0,
                                new BlobRef("sha256:" + "b".repeat(64), "output", 10),
                                "all passed",
                                "worker",
                                at,
                                12L)),
                List.of(),
                ChangeRisk.NONE,
                policy.rules(),
                policy.digest(),
                at);
    }
}
