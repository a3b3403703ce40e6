package dev.workrail.delivery.attempt;

import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.delivery.AttemptResult;
import dev.workrail.contracts.delivery.DeliveryRequest;

/// The channel of each kind of target.
public record Channels(Channel callback, Channel gitNote) implements Channel {
    @Override
    public AttemptResult attempt(DeliveryRequest request) throws InterruptedException {
        return switch (request.target()) {
            case DeliveryTarget.Callback _ -> callback.attempt(request);
            case DeliveryTarget.GitNote _ -> gitNote.attempt(request);
            case DeliveryTarget.Opaque opaque ->
                    AttemptResult.refused(
                            "this version cannot deliver to a target of kind '%s'"
                                    .formatted(opaque.kind()));
        };
    }
}
