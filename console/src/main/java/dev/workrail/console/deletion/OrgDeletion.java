package dev.workrail.console.deletion;

import dev.workrail.console.ConsoleConfig;
import dev.workrail.console.settings.Configuration;
import dev.workrail.console.settings.EntryKind;
import dev.workrail.console.settings.Precondition;
import dev.workrail.contracts.config.ConfigValue;
import dev.workrail.contracts.id.OrgId;
import dev.workrail.platform.db.TenantTx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// The steps that follow once an org does not exist any more: what runs is stopped; every role is
/// told, which is when projections begin to erase; its configuration leaves `wr.config`; its rows
/// go. Each may be done again, by whichever console. Thread-safe; blocks.
@Singleton
final class OrgDeletion {
    private final TenantTx transactions;
    private final DeletedOrgRows rows;
    private final Configuration configuration;
    private final OrgStop stop;
    private final AdminErasure erasure;
    private final Times times;

    /// What time it is, and how long is waited.
    @Singleton
    record Times(ConsoleConfig config, Clock clock) {
        Duration patience() {
            return config.deletionPatience();
        }

        Instant now() {
            return clock.instant();
        }
    }

    OrgDeletion(
            TenantTx transactions,
            DeletedOrgRows rows,
            Configuration configuration,
            OrgStop stop,
            AdminErasure erasure,
            Times times) {
        this.transactions = transactions;
        this.rows = rows;
        this.configuration = configuration;
        this.stop = stop;
        this.erasure = erasure;
        this.times = times;
    }

    /// Does what can be done now.
    ///
    /// @return whether nothing is left: this look erased no row
    boolean work(OrgId org) {
        DeletedOrgEntity at =
                transactions.withoutOrg(() -> rows.findByIdOptional(org.value())).orElseThrow();
        if (at.stoppedAt == null) {
            boolean still = stop.stop(org, at.askedBy);
            if (!still && times.now().isBefore(at.askedAt.plus(times.patience()))) {
                return false;
            }
            note(org, row -> row.stoppedAt = times.now());
        }
        if (at.toldAt == null) {
            tell(org, at);
            note(org, row -> row.toldAt = times.now());
        }
        // What was being changed when the org was deleted came to be after all.
        configuration.forget(org);
        if (!configuration.forgotten(org)) {
            return false;
        }
        long gone = erasure.erase(org);
        note(
                org,
                row -> {
                    row.rowCount += gone;
                    if (gone == 0 && row.erasedAt == null) {
                        row.erasedAt = times.now();
                    }
                });
        return gone == 0;
    }

    private void tell(OrgId org, DeletedOrgEntity at) {
        configuration.change(
                ConfigValue.Domain.OPERATOR,
                at.askedBy,
                change ->
                        change.put(
                                EntryKind.DELETED_ORG,
                                new ConfigValue.DeletedOrg(org, at.askedAt),
                                Precondition.NONE));
    }

    private void note(OrgId org, Consumer<DeletedOrgEntity> change) {
        transactions.withoutOrg(() -> {
            rows.findByIdOptional(org.value()).ifPresent(change);
            return true;
        });
    }
}
