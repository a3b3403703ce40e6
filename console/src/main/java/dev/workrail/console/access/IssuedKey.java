package dev.workrail.console.access;

import dev.workrail.console.http.ShownOnce;
import org.jspecify.annotations.Nullable;

/// A key as its maker sees it, once.
///
/// @param secret what to send as bearer token; absent where the answer is repeated
public record IssuedKey(ApiKey key, @Nullable String secret) implements ShownOnce {
    public static IssuedKey of(ApiKeys.Issued issued) {
        return new IssuedKey(issued.key(), issued.secret());
    }

    @Override
    public IssuedKey withoutSecret() {
        return new IssuedKey(key, null);
    }
}
