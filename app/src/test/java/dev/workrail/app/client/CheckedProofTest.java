package dev.workrail.app.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Signs with the JDK alone, as a reader of the documents would write it.
class CheckedProofTest {
    private static final String COMMIT = "c".repeat(40);
    private static final String TYPE = "application/vnd.in-toto+json";
    private static final String STATEMENT =
            "{\"subject\":[{\"digest\":{\"gitCommit\":\"%s\"}}],\"predicate\":{\"verificationResult\":\"PASSED\"}}"
                    .formatted(COMMIT);

    private final KeyPair keys = generated();

    @Test
    void shouldTellWhatASignedRecordSaysAndWhoSignedIt() throws Exception {
        CheckedProof proof =
                CheckedProof.of(
                        signed(STATEMENT, STATEMENT), List.of(pem(generated()), pem(keys)), COMMIT);

        assertThat(proof).isEqualTo(new CheckedProof(COMMIT, "PASSED", id(keys)));
    }

    @Test
    void shouldRefuseARecordThatWasAltered() throws Exception {
        byte[] altered = signed(STATEMENT, STATEMENT.replace("PASSED", "FAILED"));

        assertThatThrownBy(() -> CheckedProof.of(altered, List.of(pem(keys)), COMMIT))
                .isInstanceOf(BrokenProofException.class)
                .hasMessageContaining("its content was altered")
                .hasMessageContaining(id(keys));
    }

    @Test
    void shouldRefuseARecordSignedByAKeyThatIsNotTrusted() throws Exception {
        byte[] envelope = signed(STATEMENT, STATEMENT);

        assertThatThrownBy(() -> CheckedProof.of(envelope, List.of(pem(generated())), COMMIT))
                .isInstanceOf(BrokenProofException.class)
                .hasMessageContaining("none of the 1 keys");
    }

    @Test
    void shouldRefuseTheRecordOfAnotherCommit() throws Exception {
        byte[] envelope = signed(STATEMENT, STATEMENT);

        assertThatThrownBy(() -> CheckedProof.of(envelope, List.of(pem(keys)), "d".repeat(40)))
                .isInstanceOf(BrokenProofException.class)
                .hasMessage(
                        "the envelope is about commit %s, not about %s", COMMIT, "d".repeat(40));
    }

    @Test
    void shouldSayWhatIsWrongWithWhatIsNoEnvelopeAndNoKey() throws Exception {
        byte[] envelope = signed(STATEMENT, STATEMENT);

        assertThatThrownBy(() -> CheckedProof.of("{}".getBytes(UTF_8), List.of(), COMMIT))
                .isInstanceOf(BrokenProofException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckedProof.of(envelope, List.of("no key"), COMMIT))
                .withMessageContaining("PEM");
    }

    /// An envelope whose signature is over `statement`, and which carries `payload`.
    private byte[] signed(String statement, String payload) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(keys.getPrivate());
        signature.update(
                "DSSEv1 %d %s %d %s"
                        .formatted(TYPE.length(), TYPE, statement.length(), statement)
                        .getBytes(UTF_8));
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[{\"keyid\":\"%s\",\"sig\":\"%s\"}]}"
                .formatted(
                        base64.encodeToString(payload.getBytes(UTF_8)),
                        TYPE,
                        id(keys),
                        base64.encodeToString(signature.sign()))
                .getBytes(UTF_8);
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getEncoder().encodeToString(keys.getPublic().getEncoded()));
    }

    private static String id(KeyPair keys) throws Exception {
        return HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(keys.getPublic().getEncoded()));
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
