package dev.workrail.projections.sink;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.contracts.view.SessionView;
import java.util.List;

/// Which orgs are deleted: the sink passes over what the log still has of them.
public interface DeletedOrgs {
    /// None is.
    DeletedOrgs NONE =
            new DeletedOrgs() {
                @Override
                public boolean has(OrgId org) {
                    return false;
                }

                @Override
                public void stillThere(OrgId org, List<SessionView> views) {
                    // Nobody calls it.
                }
            };

    boolean has(OrgId org);

    /// Told of views of such an org that lie on the view topic, which keeps them until whoever
    /// folds them forgets them. Returns once that is certain to happen.
    void stillThere(OrgId org, List<SessionView> views);
}
