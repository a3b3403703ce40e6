package dev.workrail.console.settings;

import dev.workrail.contracts.config.PolicyLevel;

/// Policies of what is deleted.
public final class Policies {
    private Policies() {}

    /// Deletes the policy of what goes, where it has one, so that whatever gets its id later does
    /// not inherit it.
    public static void dropOf(ConfigChange change, PolicyLevel level, String of) {
        String id = level.entryId(of);
        if (change.find(EntryKind.POLICY, id).isPresent()) {
            change.delete(EntryKind.POLICY, id, Precondition.NONE);
        }
    }
}
