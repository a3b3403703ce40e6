package dev.workrail.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.workrail.contracts.json.ContractsJson;
import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.projections.attest.Dsse;
import dev.workrail.projections.attest.VerificationKey;
import java.util.Base64;
import java.util.List;

/// What a signed proof record says, once its signature was seen to hold.
///
/// @param commit the statement is about
/// @param verdict PASSED or FAILED
/// @param keyId of the key that signed it
public record CheckedProof(String commit, String verdict, String keyId) {
    /// @param envelope as the API serves it
    /// @param keys the public keys to trust, in PEM form
    /// @param commit it must be about
    /// @throws BrokenProofException where it is not signed by one of the keys, or says something
    ///   else
    public static CheckedProof of(byte[] envelope, List<String> keys, String commit)
            throws BrokenProofException {
        Dsse dsse = read(envelope);
        VerificationKey key = signer(dsse, keys);
        JsonNode statement = statement(dsse);
        String subject = statement.at("/subject/0/digest/gitCommit").asText();
        if (!subject.equals(commit)) {
            throw new BrokenProofException(
                    "the envelope is about commit " + subject + ", not about " + commit);
        }
        return new CheckedProof(
                subject, statement.at("/predicate/verificationResult").asText(), key.id());
    }

    private static Dsse read(byte[] envelope) throws BrokenProofException {
        try {
            return ContractsJson.read(envelope, Dsse.class);
        } catch (MalformedJsonException e) {
            throw new BrokenProofException(
                    "this is no DSSE envelope with payload, payloadType and signatures: "
                            + e.getMessage());
        }
    }

    private static VerificationKey signer(Dsse envelope, List<String> keys)
            throws BrokenProofException {
        for (String pem : keys) {
            VerificationKey key = VerificationKey.ofPem(pem);
            if (key.verifies(envelope)) {
                return key;
            }
        }
        throw new BrokenProofException(
                "its signature is by none of the %d keys given, or its content was altered; it names key %s"
                        .formatted(
                                keys.size(),
                                envelope.signatures().stream()
                                        .map(Dsse.Signature::keyid)
                                        .toList()));
    }

    private static JsonNode statement(Dsse envelope) throws BrokenProofException {
        try {
            return ContractsJson.read(
                    Base64.getDecoder().decode(envelope.payload()), JsonNode.class);
        } catch (MalformedJsonException e) {
            throw new BrokenProofException("what was signed is no JSON: " + e.getMessage());
        }
    }
}
