package dev.workrail.projections.attest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// An envelope of DSSE 1.0.2 (Dead Simple Signing Envelope): a payload, and signatures over it and
/// its type.
///
/// @param payload base64 of the bytes that were signed
public record Dsse(String payload, String payloadType, List<Signature> signatures) {
    /// The media type of in-toto statements, in-toto attestation framework 1.0.
    static final String IN_TOTO = "application/vnd.in-toto+json";

    public Dsse {
        signatures = List.copyOf(signatures);
    }

    /// @param keyid of the key that made it: see [SigningKey#id]
    /// @param sig base64
    public record Signature(String keyid, String sig) {}

    static Dsse signed(byte[] payload, SigningKey key) {
        byte[] signature = key.sign(preAuthenticated(IN_TOTO, payload));
        Base64.Encoder base64 = Base64.getEncoder();
        return new Dsse(
                base64.encodeToString(payload),
                IN_TOTO,
                List.of(new Signature(key.id(), base64.encodeToString(signature))));
    }

    /// What is signed: `DSSEv1`, then the type and the payload, each behind its length in bytes.
    static byte[] preAuthenticated(String type, byte[] payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int typeBytes = type.getBytes(StandardCharsets.UTF_8).length;
        bytes.writeBytes(
                "DSSEv1 %d %s %d "
                        .formatted(typeBytes, type, payload.length)
                        .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }
}
