package dev.workrail.console.people;

import jakarta.inject.Singleton;

/// Everything that is kept of an account.
@Singleton
final class AccountStore {
    private final AccountRows accounts;
    private final Accounts opened;
    private final SignInRows signIns;
    private final ResetRows resets;

    AccountStore(AccountRows accounts, Accounts opened, SignInRows signIns, ResetRows resets) {
        this.accounts = accounts;
        this.opened = opened;
        this.signIns = signIns;
        this.resets = resets;
    }

    AccountRows accounts() {
        return accounts;
    }

    Accounts opened() {
        return opened;
    }

    SignInRows signIns() {
        return signIns;
    }

    ResetRows resets() {
        return resets;
    }
}
