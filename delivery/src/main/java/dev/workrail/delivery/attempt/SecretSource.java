package dev.workrail.delivery.attempt;

import dev.workrail.contracts.config.SecretPurpose;
import dev.workrail.contracts.id.OrgId;
import java.util.Optional;

/// Opens an org's secrets when they are needed. Thread-safe.
@FunctionalInterface
public interface SecretSource {
    /// The secret in clear; empty where the org has none of that name and purpose.
    Optional<String> open(OrgId org, SecretPurpose purpose, String name);
}
