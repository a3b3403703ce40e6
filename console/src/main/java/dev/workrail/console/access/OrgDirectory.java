package dev.workrail.console.access;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which orgs there are: the names alone, of no org's own. Thread-safe; blocks.
@Singleton
public final class OrgDirectory {
    /// For how long another console's deletion may go unnoticed.
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final TenantTx transactions;
    private final OrgRows rows;
    private final Clock clock;
    private final Map<OrgId, Instant> known = new ConcurrentHashMap<>();

    public OrgDirectory(TenantTx transactions, OrgRows rows, Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.clock = clock;
    }

    /// One org.
    public record Listed(OrgId org, String name, Instant createdAt) {}

    /// An org that exists is remembered for a second; one that does not is asked for again each
    /// time.
    public boolean exists(OrgId org) {
        Instant now = clock.instant();
        Instant seen = known.get(org);
        if (seen != null && seen.plus(REMEMBERED).isAfter(now)) {
            return true;
        }
        boolean found =
                transactions.withoutOrg(() -> rows.findByIdOptional(org.value()).isPresent());
        if (found) {
            known.put(org, now);
        } else {
            known.remove(org);
        }
        return found;
    }

    /// Whether there was such an org, of which nothing is kept or is to be.
    public boolean deleted(OrgId org) {
        return transactions.withoutOrg(() -> rows.deleted(org.value()));
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

    /// Takes an org out, in a transaction of the caller's: from then on it does not exist.
    ///
    /// @return false where it does not exist already
    public boolean leave(OrgId org) {
        known.remove(org);
        return rows.delete("orgId", org.value()) > 0;
    }
}
