package dev.workrail.ingest.signature;

import dev.workrail.platform.trigger.request.WebhookRequest;
import java.util.List;

/// How one provider signs what it sends. Implementations compare in constant time, over the raw
/// body, are immutable and thread-safe.
@FunctionalInterface
public interface SignatureScheme {
    /// Checks the request against every secret that is valid now.
    ///
    /// @param secrets one, or two during a rotation; an empty list never verifies
    Verdict verify(WebhookRequest request, List<String> secrets);
}
