package dev.workrail.projections.sink;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;

/// The real transaction manager, on a line that can break around a commit.
final class LostAnswer implements TransactionManager {
    private final TransactionManager real =
            com.arjuna.ats.jta.TransactionManager.transactionManager();
    private boolean lose;
    private int commitsLeft = Integer.MAX_VALUE;

    void loseNext() {
        lose = true;
    }

    void rollBackNext() {
        rollBackAfter(0);
    }

    /// The line breaks before the commit that follows `commits` good ones.
    void rollBackAfter(int commits) {
        commitsLeft = commits;
    }

    @Override
    public void commit()
            throws RollbackException,
                    HeuristicMixedException,
                    HeuristicRollbackException,
                    SystemException {
        if (commitsLeft-- == 0) {
            commitsLeft = Integer.MAX_VALUE;
            real.rollback();
            throw new SystemException("the line broke before the commit arrived");
        }
        real.commit();
        if (lose) {
            lose = false;
            throw new SystemException("the line broke before the answer arrived");
        }
    }

    @Override
    public void begin() throws NotSupportedException, SystemException {
        real.begin();
    }

    @Override
    public int getStatus() throws SystemException {
        return real.getStatus();
    }

    @Override
    public Transaction getTransaction() throws SystemException {
        return real.getTransaction();
    }

    @Override
    public void resume(Transaction transaction) throws SystemException {
        try {
            real.resume(transaction);
        } catch (jakarta.transaction.InvalidTransactionException e) {
            throw new SystemException(e.getMessage());
        }
    }

    @Override
    public void rollback() throws SystemException {
        real.rollback();
    }

    @Override
    public void setRollbackOnly() throws SystemException {
        real.setRollbackOnly();
    }

    @Override
    public void setTransactionTimeout(int seconds) throws SystemException {
        real.setTransactionTimeout(seconds);
    }

    @Override
    public Transaction suspend() throws SystemException {
        return real.suspend();
    }
}
