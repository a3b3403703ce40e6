package dev.workrail.platform.db;

import dev.workrail.contracts.id.OrgId;
import jakarta.inject.Singleton;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/// The only way to the tables of an org: a transaction in which row-level security lets exactly
/// that org's rows be seen and written.
///
/// Work takes its connections from the same data source (directly, or through an entity manager)
/// and gets the transaction's own. What it throws rolls the transaction back. Transactions do not
/// nest: work within one joins no other. Thread-safe; blocks.
@Singleton
public final class TenantTx {
    private static final String SET_ORG = "select set_config('workrail.org', ?, true)";

    private final DataSource database;
    private final TransactionManager transactions;

    public TenantTx(DataSource database, TransactionManager transactions) {
        this.database = database;
        this.transactions = transactions;
    }

    /// Runs `work` as the org, and commits.
    ///
    /// @throws DatabaseException where the database refuses or is away
    public <T> T call(OrgId org, Supplier<T> work) {
        return inTransaction(() -> {
            setOrg(org);
            return work.get();
        });
    }

    /// Runs `work` as no org, and commits: the tables of orgs refuse every statement, the few that
    /// belong to none are there.
    ///
    /// @throws DatabaseException where the database refuses or is away
    public <T> T withoutOrg(Supplier<T> work) {
        return inTransaction(work);
    }

    /// Runs `work` as one org after another in a single transaction, and commits. For what is of
    /// several orgs at once: the batches of the views' sink, and people who belong to several.
    /// Before the first [OrgEntry#enter], work is as no org. Work must load no entity whose id is
    /// unique within an org only: the persistence context would take one org's for another's.
    ///
    /// @throws DatabaseException where the database refuses or is away
    public <T> T acrossOrgs(Function<OrgEntry, T> work) {
        return inTransaction(() -> work.apply(this::setOrg));
    }

    /// Changes the org that the running transaction acts as.
    @FunctionalInterface
    public interface OrgEntry {
        void enter(OrgId org);
    }

    private void setOrg(OrgId org) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(SET_ORG)) {
            statement.setString(1, org.value());
            statement.execute();
        } catch (SQLException e) {
            throw new DatabaseException("could not enter org " + org, e);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        begin();
        try {
            T result = work.get();
            commit();
            return result;
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        }
    }

    private void begin() {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                throw new IllegalStateException(
                        "already in a transaction: work of an org joins no other");
            }
            transactions.begin();
        } catch (NotSupportedException | SystemException e) {
            throw new DatabaseException("could not begin a transaction", e);
        }
    }

    private void commit() {
        try {
            transactions.commit();
        } catch (RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException
                | SystemException e) {
            throw new DatabaseException("could not commit", said(e));
        }
    }

    /// What the database said of a commit that failed. The transaction manager has it only below
    /// something suppressed, where nobody who asks whether a fault passes would find it.
    private static Throwable said(Exception failed) {
        for (Throwable suppressed : failed.getSuppressed()) {
            for (Throwable at = suppressed; at != null; at = at.getCause()) {
                if (at instanceof SQLException said) {
                    return said;
                }
            }
        }
        return failed.getCause() == null && failed instanceof RollbackException
                ? new SQLTimeoutException("the transaction took longer than it may", failed)
                : failed;
    }

    private void rollback(Throwable cause) {
        try {
            if (transactions.getStatus() != Status.STATUS_NO_TRANSACTION) {
                transactions.rollback();
            }
        } catch (SystemException e) {
            cause.addSuppressed(e);
        }
    }
}
