package dev.workrail.projections.sink;

import dev.workrail.contracts.json.MalformedJsonException;
import dev.workrail.platform.kafka.DeadLetters;
import dev.workrail.platform.kafka.Received;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Gives up records that read well and still cannot become rows.
public final class PoisonedRows {
    private static final int MAX_DEPTH = 16;

    private final DeadLetters deadLetters;

    public PoisonedRows(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /// Whether the record is to blame: data the database refuses (SQLSTATE classes 22 and 23), or
    /// data without the fields or the JSON form that every record has.
    static boolean blames(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            boolean data =
                    switch (cause) {
                        case SQLException sql -> isData(sql.getSQLState());
                        case MalformedJsonException _ -> true;
                        case IllegalArgumentException _ -> true;
                        case NullPointerException _ -> true;
                        case UncheckedIOException _ -> true;
                        default -> false;
                    };
            if (data) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    void giveUp(Received<?> record) throws ExecutionException, InterruptedException {
        deadLetters
                .giveUp(record, "unwritable", "the record cannot be written as rows of a view", 1)
                .get();
    }

    private static boolean isData(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
