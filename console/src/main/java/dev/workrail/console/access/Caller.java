package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who makes the request at hand, once [AccessFilter] has let it pass.
@RequestScoped
public class Caller {
    private @Nullable Identity identity;
    private @Nullable Permit permit;
    private @Nullable String reason;

    /// Says who calls, on a public route once they have proved it there.
    public void is(Identity known) {
        identity = known;
    }

    void passesBy(Permit granted) {
        permit = granted;
    }

    void gives(@Nullable String why) {
        reason = why;
    }

    /// Whoever calls; empty on a public route.
    public Optional<Identity> known() {
        return Optional.ofNullable(identity);
    }

    /// By what the request passed, to be asked about again while it lasts.
    public Permit permit() {
        if (permit == null) {
            throw new IllegalStateException("the route is public: it takes no permit");
        }
        return permit;
    }

    /// Why the caller asks for a change, as the request's header says.
    public @Nullable String reason() {
        return reason;
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
