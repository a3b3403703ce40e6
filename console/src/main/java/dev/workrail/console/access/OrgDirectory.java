package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which orgs there are: the names alone, of no org's own. Thread-safe; blocks.
@Singleton
public final class OrgDirectory {
    private final TenantTx transactions;
    private final OrgRows rows;
    private final Clock clock;
    private final Set<OrgId> known = ConcurrentHashMap.newKeySet();

    public OrgDirectory(TenantTx transactions, OrgRows rows, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
    }

    /// One org.
    public record Listed(OrgId org, String name, Instant createdAt) {}

    /// An org that exists is remembered, as none is deleted yet; one that does not is asked for
    /// again each time.
    public boolean exists(OrgId org) {
        if (known.contains(org)) {
            return true;
        }
        boolean found =
                transactions.withoutOrg(() -> rows.findByIdOptional(org.value()).isPresent());
        if (found) {
            known.add(org);
        }
        return found;
    }

    public List<Listed> after(String after, int limit) {
        return transactions.withoutOrg(
                () -> rows.after(after, limit).stream().map(OrgRow::read).toList());
    }

    /// The org's name, for people; its id where it does not exist.
    public String nameOf(OrgId org) {
        return transactions.withoutOrg(
                () -> rows.findByIdOptional(org.value()).map(row -> row.name).orElse(org.value()));
    }

    /// Those of `orgs` that exist, in the order of their ids.
    public List<Listed> of(Set<OrgId> orgs, String after, int limit) {
        Set<String> ids = orgs.stream().map(OrgId::value).collect(Collectors.toSet());
        return transactions.withoutOrg(
                () -> rows.among(ids, after, limit).stream().map(OrgRow::read).toList());
    }

    /// Enters an org, in a transaction of the caller's.
    ///
    /// @return false where it exists already
    public boolean enter(OrgId org, String name) {
        if (rows.findByIdOptional(org.value()).isPresent()) {
            return false;
        }
        OrgRow row = new OrgRow();
        row.orgId = org.value();
        row.name = name;
        row.createdAt = clock.instant();
        rows.persist(row);
        return true;
    }

    /// Renames an org, in a transaction of the caller's.
    public void rename(OrgId org, String name) {
        rows.findByIdOptional(org.value()).ifPresent(row -> row.name = name);
    }
}
