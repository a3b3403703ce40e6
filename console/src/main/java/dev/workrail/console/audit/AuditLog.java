package dev.workrail.console.audit;

import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the audit log of an org in whole. Thread-safe; blocks.
@Singleton
public final class AuditLog {
    private static final AuditRows.Filter ALL = new AuditRows.Filter(null, null, null, null, null);

    private final TenantTx transactions;
    private final AuditRows rows;

    public AuditLog(TenantTx transactions, AuditRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /// Newest first, at most `limit` of those behind `last`.
    ///
    /// @param last of the entries read before; absent for the first
    public List<AuditEntry> behind(OrgId org, @Nullable AuditEntry last, int limit) {
        AuditRows.Mark mark = last == null ? null : new AuditRows.Mark(last.at(), last.id());
        return transactions.call(
                org,
                () -> rows.newest(ALL, mark, limit).stream().map(AuditEntryEntity::read).toList());
    }
}
