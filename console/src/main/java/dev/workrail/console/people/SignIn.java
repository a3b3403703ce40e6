package dev.workrail.console.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a person is signed in, as they see it.
///
/// @param current true for the one that makes this request
/// @param usedAt to the minute
public record SignIn(
        String id,
        boolean current,
        Instant createdAt,
        Instant usedAt,
        Instant expiresAt,
        @Nullable String userAgent,
        @Nullable String address) {
    static SignIn of(SignInEntity row, @Nullable String current) {
        return new SignIn(
                row.signInId,
                row.signInId.equals(current),
                row.createdAt,
                row.usedAt,
                row.expiresAt,
                row.userAgent,
                row.address);
    }
}
