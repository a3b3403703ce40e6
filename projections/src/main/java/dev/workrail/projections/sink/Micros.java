package dev.workrail.projections.sink;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Times as PostgreSQL keeps them. It rounds to microseconds; cutting first makes what was written
/// equal to what is read.
final class Micros {
    private Micros() {}

    static @Nullable Instant of(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.MICROS);
    }
}
