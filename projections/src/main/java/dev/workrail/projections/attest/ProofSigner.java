package dev.workrail.projections.attest;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.ProofRecord;
import dev.workrail.platform.kafka.TransientFaultException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Signs proof records as the orgs they belong to. The same record under the same key gives the
/// same envelope. Thread-safe; blocks.
public final class ProofSigner {
    private final OrgSigningKeys keys;

    public ProofSigner(OrgSigningKeys keys) {
        this.keys = keys;
    }

    /// What anyone needs to verify what a key signed.
    ///
    /// @param publicKey PEM
    public record PublicKey(String id, String publicKey, Instant madeAt) {}

    /// @throws TransientFaultException where the keys cannot be read now
    public Dsse sign(ProofRecord record) {
        return Dsse.signed(ProofStatement.of(record), read(record.org()).getLast());
    }

    /// Every key that ever signed for the org, the oldest first.
    ///
    /// @throws TransientFaultException where the keys cannot be read now
    public List<PublicKey> publicKeys(OrgId org) {
        return read(org).stream()
                .map(key -> new PublicKey(key.id(), key.pem(), key.madeAt()))
                .toList();
    }

    private List<SigningKey> read(OrgId org) {
        try {
            return keys.of(org);
        } catch (IOException e) {
            throw new TransientFaultException("could not read the signing keys of " + org, e);
        }
    }
}
