package dev.workrail.contracts.topic;

import dev.workrail.contracts.id.DomainId;

/// Consumer groups that others ask for their progress. Never changed: positions and stores are kept
/// under these names.
public final class Groups {
    /// Folds sessions and proof records. Also the prefix of the topology's internal topics.
    public static final String PROJECTIONS = "workrail.projections";

    private Groups() {}

    /// Decides scheduling. Also the prefix of the topology's internal topics.
    public static String dispatcher(DomainId domain) {
        return "workrail-dispatcher-" + domain;
    }
}
