package dev.workrail.delivery.target;

import java.util.List;

/// What becomes of a target, and what follows, in order.
public record Decision(TargetState state, List<TargetAction> actions) {
    public Decision {
        actions = List.copyOf(actions);
    }
}
