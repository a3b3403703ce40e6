package dev.workrail.platform.kafka;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/// Tells faults that pass from faults that stay.
final class Faults {
    /// Classes of SQLSTATE (PostgreSQL appendix A) that pass: connection, rollback by conflict,
    /// insufficient resources, operator intervention.
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final int MAX_DEPTH = 16;

    private Faults() {}

    static boolean isTransient(Throwable fault) {
        @Nullable Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (passes(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean passes(Throwable cause) {
        return switch (cause) {
            case TransientFaultException _, RetriableException _, TimeoutException _ -> true;
            case IOException _ -> true;
            case SQLTransientException _, SQLRecoverableException _ -> true;
            case SQLException sql -> passes(sql.getSQLState());
            default -> false;
        };
    }

    private static boolean passes(@Nullable String state) {
        // A pool that cannot connect reports no state at all.
        return state == null || (state.length() >= 2 && PASSING.contains(state.substring(0, 2)));
    }
}
