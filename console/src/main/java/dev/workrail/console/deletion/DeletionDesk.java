package dev.workrail.console.deletion;

import dev.workrail.console.access.OrgDirectory;
import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.console.http.ViewPages;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import dev.workrail.platform.problem.ProblemCode;
import dev.workrail.platform.problem.ProblemException;
import dev.workrail.projections.read.ErasedOrgReader;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Begins the deletion of an org, and says how far deletions are. Thread-safe; blocks.
@Singleton
final class DeletionDesk {
    private final TenantTx transactions;
    private final DeletedOrgRows rows;
    private final OrgDirectory directory;
    private final ErasedOrgReader views;
    private final AuditTrail audit;
    private final Clock clock;

    DeletionDesk(
            TenantTx transactions,
            DeletedOrgRows rows,
            OrgDirectory directory,
            ErasedOrgReader views,
            AuditTrail audit,
            Clock clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.directory = directory;
        this.views = views;
        this.audit = audit;
        this.clock = clock;
    }

    /// Ends the org: once this returns it does not exist for anybody, and the rest follows by
    /// itself. The operator's audit log has it, since the org's own goes.
    ///
    /// @param confirmed the org's name, as whoever asks gives it
    /// @param by their subject
    /// @throws ProblemException 400 where that is another, 404, or 409 `operator_org`
    DeletedOrgView begin(OrgId org, @Nullable String confirmed, String by) {
        if (org.equals(ConfigValue.Domain.OPERATOR)) {
            throw ProblemException.of(
                    ProblemCode.OPERATOR_ORG,
                    "org '%s' runs the deployment; it stays".formatted(org));
        }
        String name = directory.nameOf(org);
        if (!name.equals(confirmed)) {
            throw ViewPages.fault(
                    "confirm",
                    confirmed == null
                            ? "expected the org's name, was absent"
                            : "expected the org's name, was another text");
        }
        Instant now = clock.instant();
        transactions.call(
                ConfigValue.Domain.OPERATOR,
                () -> {
                    if (!directory.leave(org)) {
                        throw ProblemException.notFound("org '%s' does not exist".formatted(org));
                    }
                    rows.enter(org, now, by);
                    audit.within(
                            by, Act.on("org", org.value(), "delete", Map.of("name", name), null));
                    return true;
                });
        return find(org).orElseThrow();
    }

    Optional<DeletedOrgView> find(OrgId org) {
        return transactions.withoutOrg(() -> rows.findByIdOptional(org.value())).map(this::view);
    }

    List<DeletedOrgView> after(String after, int limit) {
        return transactions.withoutOrg(() -> rows.after(after, limit)).stream()
                .map(this::view)
                .toList();
    }

    private DeletedOrgView view(DeletedOrgEntity row) {
        return DeletedOrgView.of(row, views.find(row.org()).orElse(null));
    }
}
