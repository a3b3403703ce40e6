package dev.workrail.console.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `admin.account`, which is of no org.
@Entity(name = "Account")
@Table(schema = "admin", name = "account")
class AccountEntity {
    @Id
    @Column(name = "account_id")
    String accountId;

    @Column(name = "email")
    String email;

    @Column(name = "name")
    String name;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "password_set_at")
    Instant passwordSetAt;

    /// As keys, commands and the audit log name the person.
    String subject() {
        return "user:" + email;
    }
}
