package dev.workrail.delivery.target;

import dev.workrail.contracts.config.DeliveryTarget;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;

/// What is served in order: one callback address of an org, or the notes of one workspace.
public final class TargetKey {
    private static final String PREFIX = "tgt";

    private TargetKey() {}

    /// The key of a target; the same URL under two names is one target.
    public static String of(OrgId org, DeliveryTarget target) {
        return switch (target) {
            case DeliveryTarget.Callback callback ->
                    Ids.derive(PREFIX, org.value(), callback.kind(), callback.url());
            case DeliveryTarget.GitNote note ->
                    Ids.derive(PREFIX, org.value(), note.kind(), note.workspace().value());
            case DeliveryTarget.Opaque opaque ->
                    Ids.derive(PREFIX, org.value(), opaque.kind(), opaque.name());
        };
    }
}
