package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// Who makes the request at hand, once [AccessFilter] has let it pass.
@RequestScoped
public class Caller {
    private @Nullable Identity identity;

    void is(Identity known) {
        identity = known;
    }

    public Identity identity() {
        if (identity == null) {
            throw new IllegalStateException("the route is public: nobody is known to call");
        }
        return identity;
    }

    /// The subject, as commands and changes name who made them.
    public String subject() {
        return identity().subject();
    }

    /// The caller's role in an org that [AccessFilter] let them into.
    public OrgRole roleIn(OrgId org) {
        return identity().roleIn(org).orElseThrow();
    }
}
