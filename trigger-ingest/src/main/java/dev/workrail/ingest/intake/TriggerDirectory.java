package dev.workrail.ingest.intake;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.id.TriggerId;
import java.util.List;
import java.util.Optional;

/// Where triggers are looked up. Answers from memory; thread-safe.
public interface TriggerDirectory {
    /// Empty where the org or the trigger is not known, or was deleted.
    Optional<KnownTrigger> find(OrgId org, TriggerId trigger);

    /// The orgs that have a trigger of this name; for addresses without an org.
    List<OrgId> orgsWith(TriggerId trigger);

    /// Reads the configuration to where it ends now, for at most a second.
    ///
    /// @return false where that could not be done in time: then what is not found may exist
    boolean refresh();
}
