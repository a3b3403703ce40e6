package dev.workrail.console.operation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/// A row of `admin.dead_letter_decision`, of the transaction's org.
@Entity(name = "DeadLetterDecision")
@Table(schema = "admin", name = "dead_letter_decision")
class DecisionEntity {
    @Id
    @Column(name = "letter_id")
    String letterId;

    @Column(name = "decision")
    String decision;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "decided_by")
    String decidedBy;
}
