package dev.workrail.console.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A row of `admin.sign_in`, which is of no org.
@Entity(name = "SignIn")
@Table(schema = "admin", name = "sign_in")
class SignInEntity {
    @Id
    @Column(name = "sign_in_id")
    String signInId;

    @Column(name = "account_id")
    String accountId;

    @Column(name = "token_hash")
    byte[] tokenHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "used_at")
    Instant usedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "user_agent")
    @Nullable String userAgent;

    @Column(name = "address")
    @Nullable String address;
}
