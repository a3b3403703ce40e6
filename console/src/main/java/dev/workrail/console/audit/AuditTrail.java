package dev.workrail.console.audit;

import dev.workrail.console.access.Caller;
import dev.workrail.console.access.Identity;
import dev.workrail.contracts.id.Ids;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import io.quarkus.arc.Arc;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Where changes are entered into the audit log. The reason is the one that the request at hand
/// gives in its header `X-WorkRail-Reason`. Thread-safe; blocks.
@Singleton
public final class AuditTrail {
    /// The actor of a request whose sender proved no identity.
    public static final String ANONYMOUS = "anonymous";

    private final TenantTx transactions;
    private final AuditRows rows;
    private final Caller caller;
    private final Clock clock;
    private final RandomGenerator random;

    public AuditTrail(
            TenantTx transactions,
            AuditRows rows,
            Caller caller,
            Clock clock,
            RandomGenerator random) {
        this.transactions = transactions;
        this.rows = rows;
        this.caller = caller;
        this.clock = clock;
        this.random = random;
    }

    /// Enters a change of the database, in the caller's tenant transaction, so that either both or
    /// neither come to be. The actor is whoever makes the request.
    public void within(Act act) {
        within(actor(), act);
    }

    /// As [#within(Act)], with another actor.
    ///
    /// @param actor subject of who did it
    public void within(String actor, Act act) {
        Instant now = clock.instant();
        rows.enter(entry(Ids.mint("aud", now, random), now, actor, act, null));
    }

    /// Enters what is about to be done outside the database, in a transaction of its own, before it
    /// is done: nothing happens that is not entered. Where it then fails, its repeat is entered
    /// once.
    ///
    /// @param key what is the same for every repeat
    /// @param reason as the request's body gives it; absent means that of its header
    public void before(OrgId org, String key, @Nullable String reason, Act act) {
        String id = Ids.derive("aud", org.value(), act.action(), act.target(), key);
        AuditEntry entry = entry(id, clock.instant(), actor(), act, reason);
        transactions.call(
                org,
                () -> {
                    rows.enter(entry);
                    return true;
                });
    }

    private AuditEntry entry(
            String id, Instant at, String actor, Act act, @Nullable String reason) {
        return new AuditEntry(
                id,
                at,
                actor,
                known().filter(who -> who.subject().equals(actor)).map(Identity::name).orElse(null),
                act.action(),
                act.target(),
                reason != null || !inRequest() ? reason : caller.reason(),
                Redaction.of(act.before()),
                Redaction.of(act.after()));
    }

    private String actor() {
        return known().map(Identity::subject).orElse(ANONYMOUS);
    }

    private Optional<Identity> known() {
        return inRequest() ? caller.known() : Optional.empty();
    }

    private static boolean inRequest() {
        return Arc.container() != null && Arc.container().requestContext().isActive();
    }
}
