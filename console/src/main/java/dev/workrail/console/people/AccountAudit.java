package dev.workrail.console.people;

import dev.workrail.console.audit.Act;
import dev.workrail.console.audit.AuditTrail;
import dev.workrail.platform.db.TenantTx.OrgEntry;
import jakarta.inject.Singleton;

/// Enters what happens to a person's account into the audit log of every org they belong to.
@Singleton
final class AccountAudit {
    private final AccountRows accounts;
    private final AuditTrail audit;

    AccountAudit(AccountRows accounts, AuditTrail audit) {
        this.accounts = accounts;
        this.audit = audit;
    }

    /// In the caller's transaction, which enters each org in turn.
    void everywhere(OrgEntry orgs, String account, String actor, Act act) {
        for (AccountRows.Membership membership : accounts.memberships(account)) {
            orgs.enter(membership.org());
            audit.within(actor, act);
        }
    }
}
