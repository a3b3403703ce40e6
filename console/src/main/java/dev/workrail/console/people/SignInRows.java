package dev.workrail.console.people;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Who is signed in; of no org.
@Singleton
class SignInRows implements PanacheRepositoryBase<SignInEntity, String> {
    Optional<SignInEntity> byToken(byte[] tokenHash) {
        return find("tokenHash", tokenHash).firstResultOptional();
    }

    List<SignInEntity> of(String account, String after, int limit) {
        return find("accountId = ?1 and signInId > ?2 order by signInId", account, after)
                .page(0, limit)
                .list();
    }

    long end(String account, String signIn) {
        return delete("accountId = ?1 and signInId = ?2", account, signIn);
    }

    /// Ends every sign-in of the account but one, which may be none of them.
    void endOthers(String account, String kept) {
        delete("accountId = ?1 and signInId <> ?2", account, kept);
    }

    void forget(String account, Instant expired, Instant idle) {
        delete("accountId = ?1 and (expiresAt < ?2 or usedAt < ?3)", account, expired, idle);
    }
}
